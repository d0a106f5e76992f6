import { hash, verify } from "@node-rs/argon2";

/** argon2id with the library's defaults (19 MiB, 2 passes), as OWASP's password storage sheet asks. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Any well-formed hash: checking against it costs a stranger as much time as checking a real one. */
const NOBODY = hash("nobody has this password");

/** Tells whether the password is right; takes as long when there is no such person. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await NOBODY), password);
  return Boolean(stored) && matches;
}
