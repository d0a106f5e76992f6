import { createHash, createHmac, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AssertionKeyError } from "../assertion/private-key";
import { NOW } from "../testing/io";
import { signCanonical } from "./canonical";
import { signatureBase, signMessage } from "./message-signature";
import { wsseToken } from "./wsse";

const now = () => NOW;

describe("HTTP message signatures (RFC 9421)", () => {
  const PEM =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----";

  it("matches the signature base of the specification's example (§B.2.6)", () => {
    const request = {
      method: "POST",
      url: new URL("https://example.com/foo?param=Value&Pet=dog"),
      headers: new Headers({
        date: "Tue, 20 Apr 2021 02:07:55 GMT",
        "content-type": "application/json",
        "content-length": "18",
      }),
    };
    const components = ["date", "@method", "@path", "@authority", "content-type", "content-length"];
    const params =
      '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
    const base = signatureBase(request, components, params);
    const signature = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
    expect(verify(null, Buffer.from(base), createPublicKey(PEM), Buffer.from(signature, "base64"))).toBe(true);
  });

  it("cover the digest of the body (RFC 9530) and verify with the public key", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const request = {
      method: "post",
      url: new URL("https://api.example/x?y=1"),
      headers: new Headers(),
      body: '{"a":1}',
    };
    signMessage(
      request,
      { alg: "ed25519", components: ["@method", "@target-uri", "content-digest", "content-type"], keyId: "k", key },
      { now },
    );
    expect(request.headers.get("content-digest")).toBe(
      `sha-256=:${createHash("sha256").update('{"a":1}').digest("base64")}:`,
    );
    const params = request.headers.get("signature-input")?.slice("sig1=".length) ?? "";
    expect(params).toBe(`("@method" "@target-uri" "content-digest");created=${NOW / 1000};keyid="k";alg="ed25519"`);
    const base = signatureBase(request, ["@method", "@target-uri", "content-digest"], params);
    const [, signature = ""] = /^sig1=:(.+):$/.exec(request.headers.get("signature") ?? "") ?? [];
    expect(verify(null, Buffer.from(base), publicKey, Buffer.from(signature, "base64"))).toBe(true);
  });

  it("reject a key of another type", () => {
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 })
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const request = { method: "GET", url: new URL("https://api.example/"), headers: new Headers() };
    expect(() => signMessage(request, { alg: "ed25519", components: ["@method"], keyId: "k", key }, { now })).toThrow(
      AssertionKeyError,
    );
  });
});

describe("a canonical HMAC", () => {
  it("signs date, method, host, path and sorted parameters, and is sent as the password (Duo Admin API)", () => {
    const request = {
      method: "get",
      url: new URL("https://API-x.DuoSecurity.com/admin/v1/users?username=root&realname=First%20Last&a=~!"),
      headers: new Headers(),
    };
    signCanonical(
      request,
      { hash: "sha1", parts: ["date", "method", "host", "path", "params"] },
      { username: "ikey", password: "skey" },
      { now },
    );
    const date = "Fri, 02 Jan 2026 03:04:05 -0000";
    expect(request.headers.get("date")).toBe(date);
    const text = [
      date,
      "GET",
      "api-x.duosecurity.com",
      "/admin/v1/users",
      "a=~%21&realname=First%20Last&username=root",
    ].join("\n");
    const signature = createHmac("sha1", "skey").update(text).digest("hex");
    expect(request.headers.get("authorization")).toBe(`Basic ${Buffer.from(`ikey:${signature}`).toString("base64")}`);
  });
});

describe("a UsernameToken (WS-Security)", () => {
  it("is a digest of nonce, time and secret, without the secret itself, valid for five minutes", () => {
    const random = (bytes: number) => new Uint8Array(bytes).fill(0xab);
    const { token, expiresAt } = wsseToken({ username: 'ada "x"', password: "secret" }, { now, random });
    const nonce = "ab".repeat(16);
    const digest = createHash("sha1").update(`${nonce}2026-01-02T03:04:05Zsecret`).digest("hex");
    expect(token).toBe(
      `UsernameToken Username="ada \\"x\\"", PasswordDigest="${Buffer.from(digest).toString("base64")}", Nonce="${nonce}", Created="2026-01-02T03:04:05Z"`,
    );
    expect(expiresAt).toBe(NOW + 300_000);
    expect(token).not.toContain("secret");
  });
});
