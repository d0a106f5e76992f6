import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeMessageSignature } from "./message-signature";
import { seen } from "./testing/seen";

const KEY =
  "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----\n";
const lookup = {
  key: (id: string) => (id === "test-key-ed25519" ? KEY : null),
  components: ["@method", "@path", "@authority"],
  now: 1618884480,
};
const HEADERS = {
  date: "Tue, 20 Apr 2021 02:07:55 GMT",
  "content-type": "application/json",
  "content-length": "18",
  "signature-input":
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  signature: "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:",
};
const request = (headers: Record<string, string> = {}, url = "https://example.com/foo?param=Value&Pet=dog") =>
  seen("POST", url, { ...HEADERS, ...headers }, '{"hello": "world"}');

describe("verifying HTTP message signatures (RFC 9421)", () => {
  it("accepts the Ed25519 example of Appendix B.2.6", () => {
    expect(judgeMessageSignature(request(), lookup)).toEqual({ ok: true, keyId: "test-key-ed25519" });
  });

  it.each([
    ["another path", request({}, "https://example.com/bar"), lookup, /signature is wrong/],
    ["another host", request({}, "https://example.net/foo"), lookup, /signature is wrong/],
    ["a changed header", request({ date: "Tue, 20 Apr 2021 02:07:56 GMT" }), lookup, /signature is wrong/],
    ["a component that is not signed", request(), { ...lookup, components: ["@query"] }, /@query is not signed/],
    [
      "a body without a signed digest",
      request(),
      { ...lookup, components: ["content-digest"] },
      /content-digest is not signed/,
    ],
    ["an old signature", request(), { ...lookup, now: 1618885000 }, /too old/],
    ["an unknown key", request(), { ...lookup, key: () => null }, /test-key-ed25519 is unknown/],
    ["no signature", seen("GET", "https://example.com/"), lookup, /Signature-Input is missing/],
  ])("rejects %s", (_, sent, known, reason) => {
    expect(judgeMessageSignature(sent, known)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("rejects a body that does not match the digest (RFC 9530 §2)", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const digest = `sha-256=:${createHash("sha256").update("right").digest("base64")}:`;
    const params = '("content-digest");created=1618884473;keyid="k"';
    const base = `"content-digest": ${digest}\n"@signature-params": ${params}`;
    const headers = {
      "content-digest": digest,
      "signature-input": `s=${params}`,
      signature: `s=:${sign(null, Buffer.from(base), privateKey).toString("base64")}:`,
    };
    const judge = (body: string) =>
      judgeMessageSignature(seen("POST", "https://example.com/", headers, body), {
        key: () => publicKey,
        components: ["content-digest"],
        now: 1618884480,
      });
    expect(judge("right")).toEqual({ ok: true, keyId: "k" });
    expect(judge("wrong")).toEqual({ ok: false, reason: "Content-Digest does not match the body." });
  });
});
