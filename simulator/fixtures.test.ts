import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Provider } from "@/providers/schema";
import { hasFallback, makeFixtures, splitParts } from "./fixtures";
import { makeKeys } from "./keys";

const keys = makeKeys();
const entry = (fields: object) =>
  Provider.parse({
    slug: "acme",
    name: "Acme",
    scheme: "api_key",
    categories: ["other"],
    api: { baseUrl: "https://api.acme.example", auth: { in: "header" } },
    ...fields,
  });

describe("the fixtures of an entry", () => {
  it("match kind, values, pattern, prefix and split", () => {
    const { variables, credentials, wrongCredentials } = makeFixtures(
      entry({
        variables: [
          { name: "host", kind: "hostname", pattern: "^([a-z0-9-]+\\.)+acme\\.com$" },
          { name: "region", kind: "choice", values: ["us", "eu"] },
          { name: "id", kind: "digits" },
          { name: "given", kind: "label", from: "token" },
        ],
        credentials: [
          { name: "apiKey", secret: true, prefix: "sk_" },
          { name: "pair", secret: true, split: { by: ":", into: ["pair.id", "pair.secret"] } },
          { name: "code", pattern: "^\\d{3}-[A-F]{4}$", secret: true },
          { name: "open" },
        ],
      }),
      keys,
    );
    expect(variables).toEqual({
      host: expect.stringMatching(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+acme\.com$/),
      region: "eu",
      id: expect.stringMatching(/^\d+$/),
    });
    expect(credentials.apiKey).toMatch(/^sk_/);
    expect(credentials.code).toMatch(/^\d{3}-[A-F]{4}$/);
    const split = splitParts([{ name: "pair", split: { by: ":", into: ["pair.id", "pair.secret"] } }], credentials);
    expect(`${split["pair.id"]}:${split["pair.secret"]}`).toBe(credentials.pair);
    expect(wrongCredentials?.open).toBe(credentials.open);
    expect(wrongCredentials?.apiKey).not.toBe(credentials.apiKey);
  });

  it("can omit an optional variable with a fallback", () => {
    const shop = entry({
      variables: [{ name: "shop", kind: "label", optional: true, example: "mine" }],
      api: { baseUrl: "https://{shop}.acme.example", baseUrlFallback: "https://acme.example", auth: { in: "header" } },
    });
    expect(hasFallback(shop)).toBe(true);
    expect(makeFixtures(shop, keys).variables).toEqual({ shop: "mine" });
    expect(makeFixtures(shop, keys, true).variables).toEqual({});
  });

  it("report a pattern that no value can match", () => {
    const unmet = entry({ variables: [{ name: "host", kind: "hostname", pattern: "^ $" }] });
    expect(() => makeFixtures(unmet, keys)).toThrow("Found no value that matches ^ $.");
  });

  it("have a certificate that matches its key (RFC 5280 §4.1)", () => {
    const certificate = new X509Certificate(keys.certificates[0]);
    expect(certificate.verify(createPublicKey(keys.rsa[0].pem))).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(keys.rsa[0].pem))).toBe(true);
    expect(certificate.fingerprint.replaceAll(":", "")).toBe(keys.thumbprint);
  });
});
