import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SignedXml } from "xml-crypto";
import { type SamlInput, samlAssertion } from "./saml";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const PUBLIC = publicKey.export({ type: "spki", format: "pem" }).toString();
const INPUT: SamlInput = {
  issuer: "client",
  audience: "www.vendor.example",
  recipient: "https://api.vendor.example/oauth/token",
  nameId: "ada",
  key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  ttlSeconds: 600,
};

function made(changes: Partial<SamlInput> = {}): string {
  const random = (bytes: number) => new Uint8Array(bytes).fill(9);
  return Buffer.from(samlAssertion({ ...INPUT, ...changes }, NOW, random), "base64").toString();
}

/** Whether an independent implementation accepts the signature. */
function isSigned(xml: string): boolean {
  const judge = new SignedXml({ publicCert: PUBLIC });
  const signature = /<Signature[\s\S]*<\/Signature>/.exec(xml)?.[0] ?? "";
  try {
    judge.loadSignature(signature);
    return judge.checkSignature(xml);
  } catch {
    return false;
  }
}

describe("a SAML 2.0 bearer assertion (RFC 7522)", () => {
  it("is accepted by an independent implementation", () => {
    expect(isSigned(made())).toBe(true);
  });

  it.each([
    { nameId: `<>&"' é 😀 ]]>` },
    { recipient: `https://a.example/?a=1&b="<x>'` },
    { attributes: { "a<b": `c&d"'>`, "tab\t": "line\nbreak\rx" } },
    { audience: "  spaces  " },
  ])("has %o in its place, in canonical form", (changes) => {
    expect(isSigned(made(changes))).toBe(true);
  });

  it.each([
    ["another person", (xml: string) => xml.replace(">ada<", ">eve<")],
    ["another audience", (xml: string) => xml.replace("www.vendor.example", "www.other.example")],
    ["another end", (xml: string) => xml.replace(/NotOnOrAfter="2026/g, 'NotOnOrAfter="2036')],
  ])("is not valid for %s", (_what, tamper) => {
    expect(isSigned(tamper(made()))).toBe(false);
  });

  it("names issuer, audience, recipient and an expiry (§3)", () => {
    const xml = made();
    expect(xml).toContain("<Issuer>client</Issuer>");
    expect(xml).toContain("<Audience>www.vendor.example</Audience>");
    expect(xml).toContain('Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"');
    expect(xml).toContain('NotOnOrAfter="2026-01-02T03:14:05Z" Recipient="https://api.vendor.example/oauth/token"');
  });

  it("rejects characters that XML does not allow", () => {
    expect(() => made({ nameId: "a\u0000b" })).toThrow(RangeError);
  });
});
