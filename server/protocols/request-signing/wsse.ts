import { createHash } from "node:crypto";
import type { Io } from "../io";

const LIFE_MS = 300_000;

/**
 * A WS-Security UsernameToken: nonce, time and a digest of both with the secret, valid for five minutes.
 * @see OASIS Web Services Security UsernameToken Profile 1.1 §3.1, in the header form APIs use (base64 of the digest in hex)
 */
export function wsseToken(
  { username, password }: { username: string; password: string },
  { now, random }: Pick<Io, "now" | "random">,
): { token: string; expiresAt: number } {
  const created = new Date(now()).toISOString().replace(/\.\d{3}Z$/, "Z");
  const nonce = Buffer.from(random(16)).toString("hex");
  const digest = createHash("sha1").update(`${nonce}${created}${password}`).digest("hex");
  const quoted = username.replace(/["\\]/g, "\\$&");
  const token = `UsernameToken Username="${quoted}", PasswordDigest="${Buffer.from(digest).toString("base64")}", Nonce="${nonce}", Created="${created}"`;
  return { token, expiresAt: now() + LIFE_MS };
}
