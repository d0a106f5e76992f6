import { hash, verify } from "@node-rs/argon2";

/** Hashes with argon2id and the library's defaults (19 MiB, 2 passes), as OWASP's password storage cheat sheet recommends. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** A well-formed hash. Verifying against it takes as long as verifying against a real one. */
const DUMMY_HASH = hash("nobody has this password");

/** Returns whether the password is right. Takes as long if the user doesn't exist (no user enumeration by timing). */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await DUMMY_HASH), password);
  return Boolean(stored) && matches;
}
