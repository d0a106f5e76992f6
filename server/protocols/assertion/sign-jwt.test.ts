import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { compactVerify, importJWK, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { certificateThumbprint, publicKeyFingerprint } from "./key-names";
import { AssertionKeyError } from "./private-key";
import { type JwtAlg, signJwt } from "./sign-jwt";

const NOW = Date.UTC(2026, 0, 2);
const pemOf = (key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1" = "pkcs8") =>
  key.export({ type, format: "pem" } as never).toString();
const RSA = generateKeyPairSync("rsa", { modulusLength: 2048 });
const EC = generateKeyPairSync("ec", { namedCurve: "P-256" });
const ED = generateKeyPairSync("ed25519");
const SECRET = "a shared secret of more than thirty-two bytes";

const KEYS: Record<JwtAlg, { key: string; judge: KeyObject | Uint8Array }> = {
  RS256: { key: pemOf(RSA.privateKey), judge: RSA.publicKey },
  PS256: { key: pemOf(RSA.privateKey), judge: RSA.publicKey },
  ES256: { key: pemOf(EC.privateKey), judge: EC.publicKey },
  EdDSA: { key: pemOf(ED.privateKey), judge: ED.publicKey },
  HS256: { key: SECRET, judge: new TextEncoder().encode(SECRET) },
};
const ALGS = Object.keys(KEYS) as JwtAlg[];

describe("a signed JWT (RFC 7515, RFC 7518, RFC 8037)", () => {
  it.each(ALGS)("with %s is accepted by an independent verifier, 100 times", async (alg) => {
    const { key, judge } = KEYS[alg];
    for (let round = 0; round < 100; round += 1) {
      const claims = { iss: `issuer-${round}`, scope: "ä 😀", list: [round] };
      const token = signJwt({ alg, key, header: { kid: `k${round}` }, claims, ttlSeconds: 60 }, NOW);
      const { payload, protectedHeader } = await jwtVerify(token, judge, {
        currentDate: new Date(NOW),
        algorithms: [alg],
      });
      expect(payload).toEqual({ ...claims, iat: NOW / 1000, exp: NOW / 1000 + 60 });
      expect(protectedHeader).toEqual({ alg, typ: "JWT", kid: `k${round}` });
    }
  });

  it("takes `iat` and `exp` from the claims, but never `alg` from the header", () => {
    const token = signJwt(
      { alg: "HS256", key: SECRET, header: { alg: "none" }, claims: { iat: 1, exp: 2 }, ttlSeconds: 60 },
      NOW,
    );
    const [head = "", claims = ""] = token.split(".").map((part) => Buffer.from(part, "base64url").toString());
    expect([JSON.parse(head).alg, JSON.parse(claims)]).toEqual(["HS256", { iat: 1, exp: 2 }]);
  });

  it("made with the key of RFC 8037 A.4 verifies with its public key", async () => {
    const jwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    const d = Buffer.from("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", "base64url");
    const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), d]);
    const key = `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----`;
    const token = signJwt({ alg: "EdDSA", key, claims: {}, ttlSeconds: 1 }, NOW);
    await expect(compactVerify(token, await importJWK(jwk, "EdDSA"))).resolves.toBeDefined();
  });

  it("with a hex secret uses the bytes", async () => {
    const key = Buffer.from(SECRET).toString("hex");
    const token = signJwt({ alg: "HS256", key: `hex:${key}`, claims: {}, ttlSeconds: 60 }, NOW);
    await expect(
      jwtVerify(token, new TextEncoder().encode(SECRET), { currentDate: new Date(NOW) }),
    ).resolves.toBeDefined();
  });
});

describe("a private key as people paste it", () => {
  const pem = pemOf(RSA.privateKey);
  it.each([
    ["on one line", pem.replaceAll("\n", " ")],
    ["without line breaks", pem.replaceAll("\n", "")],
    ["with breaks written as \\n", pem.replaceAll("\n", "\\n")],
    ["with Windows line endings", pem.replaceAll("\n", "\r\n")],
    ["in PKCS#1", pemOf(RSA.privateKey, "pkcs1")],
    ["with text around it", `Bag Attributes\n${pem}\nend`],
  ])("works %s", async (_how, key) => {
    const token = signJwt({ alg: "RS256", key, claims: {}, ttlSeconds: 60 }, NOW);
    await expect(jwtVerify(token, RSA.publicKey, { currentDate: new Date(NOW) })).resolves.toBeDefined();
  });

  it("works in SEC 1 form", async () => {
    const token = signJwt({ alg: "ES256", key: pemOf(EC.privateKey, "sec1"), claims: {}, ttlSeconds: 60 }, NOW);
    await expect(jwtVerify(token, EC.publicKey, { currentDate: new Date(NOW) })).resolves.toBeDefined();
  });

  const small = pemOf(generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey);
  it.each([
    ["an empty key", "RS256", "", "key.no_frame"],
    ["half a key", "RS256", pem.slice(0, 400), "key.no_frame"],
    ["a public key", "RS256", RSA.publicKey.export({ type: "spki", format: "pem" }).toString(), "key.not_private_key"],
    ["a key of another type", "ES256", pem, "key.not_p256"],
    ["an EC key for RSA", "RS256", KEYS.ES256.key, "key.not_rsa"],
    ["a key that is too short", "RS256", small, "key.rsa_too_short"],
    ["an RSA key for EdDSA", "EdDSA", pem, "key.not_ed25519"],
    ["an empty secret", "HS256", "", "key.shared_secret"],
  ] as const)("%s is rejected with a code and no part of it", (...[, alg, key, code]) => {
    const sign = () => signJwt({ alg, key, claims: {}, ttlSeconds: 60 }, NOW);
    expect(sign).toThrow(AssertionKeyError);
    expect(sign).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
    try {
      sign();
    } catch (error) {
      const shown = String(error) + String((error as Error).message);
      for (const line of key.split("\n").filter((text) => text.length > 20)) expect(shown).not.toContain(line);
    }
  });
});

describe("key fingerprints", () => {
  it("are the digest of the public key, as consoles show it", () => {
    const der = createPublicKey(RSA.privateKey).export({ type: "spki", format: "der" });
    const digest = createHash("sha256").update(der).digest("base64");
    expect(publicKeyFingerprint(pemOf(RSA.privateKey))).toBe(`SHA256:${digest}`);
  });

  it("of a certificate are its digest in base64url (RFC 7515 §4.1.7)", () => {
    const hex = "84E05C1D98B59E6E7E2E0F1F3A9C8B7A6D5E4F30";
    const coloned = hex.match(/../g)?.join(":") ?? "";
    expect(certificateThumbprint(hex)).toBe(Buffer.from(hex, "hex").toString("base64url"));
    expect(certificateThumbprint(coloned)).toBe(certificateThumbprint(hex.toLowerCase()));
    expect(() => certificateThumbprint("not hex")).toThrow(AssertionKeyError);
  });
});
