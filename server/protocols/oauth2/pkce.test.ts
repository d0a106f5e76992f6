import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { codeChallenge, encodeVerifier, isCodeVerifier } from "./pkce";

describe("PKCE (RFC 7636)", () => {
  it("matches verifier and challenge of Appendix B", async () => {
    const bytes = Uint8Array.of(
      ...[116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186],
      ...[22, 212, 37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121],
    );
    const verifier = encodeVerifier(bytes);
    expect(verifier).toBe("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    expect(await codeChallenge(verifier)).toBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  });

  it("creates verifiers of unreserved characters, with their SHA-256 as challenge: 10,000 of them (§4.1, §4.2)", async () => {
    const verifiers = Array.from({ length: 10_000 }, (_, n) => encodeVerifier(randomBytes(32 + (n % 65))));
    expect(verifiers.filter((verifier) => !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier))).toEqual([]);
    const challenges = await Promise.all(verifiers.map(codeChallenge));
    const judged = verifiers.map((verifier) => createHash("sha256").update(verifier).digest("base64url"));
    expect(challenges).toEqual(judged);
    expect(new Set(challenges).size).toBe(10_000);
  });

  it.each([0, 31, 97])("rejects %i bytes for a verifier (§4.1)", (length) => {
    expect(() => encodeVerifier(randomBytes(length))).toThrow(RangeError);
  });

  it.each([
    ["a".repeat(43), true],
    ["-._~".repeat(32), true],
    ["a".repeat(42), false],
    ["a".repeat(129), false],
    [`${"a".repeat(43)}\n`, false],
    [`${"a".repeat(43)}=`, false],
    [`${"a".repeat(43)}+`, false],
    [`${"a".repeat(43)}é`, false],
    ["", false],
  ])("recognizes the form of a verifier: %j → %s (§4.1)", (text, isOne) => {
    expect(isCodeVerifier(text)).toBe(isOne);
  });
});
