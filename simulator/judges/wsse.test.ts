import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeWsse } from "./wsse";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;
const lookup = (fields: object = {}) => ({
  password: (user: string) => (user === "ada" ? "secret" : null),
  digest: "hex" as const,
  ttl: 300,
  nonces: new Set<string>(),
  now: NOW,
  ...fields,
});
const NONCE = "0123456789abcdef0123456789abcdef";
const CREATED = "2026-01-02T03:04:00Z";
const hexDigest = (nonce = NONCE, created = CREATED) =>
  Buffer.from(createHash("sha1").update(`${nonce}${created}secret`).digest("hex")).toString("base64");
const header = (fields: Record<string, string> = {}) =>
  `UsernameToken ${Object.entries({
    Username: "ada",
    PasswordDigest: hexDigest(),
    Nonce: NONCE,
    Created: CREATED,
    ...fields,
  })
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ")}`;

describe("verifying X-WSSE headers (WSS UsernameToken Profile §3.1)", () => {
  it("accepts a digest in hex or bytes", () => {
    expect(judgeWsse(header(), lookup())).toEqual({ ok: true, username: "ada" });
    const bytes = createHash("sha1").update(Buffer.from(NONCE, "base64")).update(`${CREATED}secret`).digest("base64");
    expect(judgeWsse(header({ PasswordDigest: bytes }), lookup({ digest: "bytes" })).ok).toBe(true);
    expect(judgeWsse(header({ PasswordDigest: bytes }), lookup()).ok).toBe(false);
  });

  it.each([
    ["another user", header({ Username: "bob" }), /bob is unknown/],
    ["another nonce", header({ Nonce: NONCE.replace("0", "1") }), /digest is wrong/],
    ["another time", header({ Created: "2026-01-02T03:04:01Z" }), /digest is wrong/],
    ["an old token", header({ Created: "2026-01-02T02:04:00Z" }), /older than 300/],
    ["a missing part", header().replace(/Nonce="\w+", /, ""), /no Nonce/],
    ["another scheme", "Bearer x", /UsernameToken/],
    ["nothing", null, /UsernameToken/],
  ])("rejects %s", (_, text, reason) => {
    expect(judgeWsse(text, lookup())).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("rejects a reused nonce", () => {
    const known = lookup();
    judgeWsse(header(), known);
    expect(judgeWsse(header(), known)).toEqual({ ok: false, reason: "This nonce was used before." });
  });
});
