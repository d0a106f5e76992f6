import { createHash } from "node:crypto";
import { judging, must, refuse, type Verdict } from "./verdict";

/** What the receiver of a WS-Security UsernameToken header knows. */
export interface WsseLookup {
  password(username: string): string | null;
  /** What is encoded in base64: the bytes of the digest, as in the profile, or its hex text, as Emarsys documents. */
  digest: "bytes" | "hex";
  /** How long a token is valid, in seconds. */
  ttl: number;
  nonces: Set<string>;
  /** Epoch seconds. */
  now: number;
}

/** Verifies an X-WSSE header. @see OASIS WSS UsernameToken Profile 1.1 §3.1 */
export function judgeWsse(header: string | null, lookup: WsseLookup): Verdict<{ username: string }> {
  return judging(() => {
    const [, list = ""] =
      /^UsernameToken (.+)$/.exec(header ?? "") ?? refuse("The header does not start with UsernameToken.");
    const part = (name: string) =>
      new RegExp(`(?:^|,)\\s*${name}="([^"]*)"`).exec(list)?.[1] || refuse(`The header has no ${name}.`);
    const [username, digest, nonce, created] = [
      part("Username"),
      part("PasswordDigest"),
      part("Nonce"),
      part("Created"),
    ];
    const password = lookup.password(username) ?? refuse(`The user ${username} is unknown.`);
    const age = lookup.now - Date.parse(created) / 1000;
    must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(created), "Created is not an ISO 8601 time.");
    must(Math.abs(age) <= lookup.ttl, `The token is older than ${lookup.ttl} seconds or in the future.`);
    must(!lookup.nonces.has(nonce), "This nonce was used before.");
    must(nonce.length >= 16, "The nonce is shorter than 16 characters.");
    const counted = lookup.digest === "bytes" ? Buffer.from(nonce, "base64") : Buffer.from(nonce);
    const sha1 = createHash("sha1")
      .update(counted)
      .update(created + password);
    const wanted =
      lookup.digest === "bytes" ? sha1.digest("base64") : Buffer.from(sha1.digest("hex")).toString("base64");
    must(wanted === digest, "The password digest is wrong.");
    lookup.nonces.add(nonce);
    return { username };
  });
}
