import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeSaml } from "./saml";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5) / 1000;
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

interface Parts {
  end?: string;
  audience?: string;
  method?: string;
}

/** An assertion with prefixes, in canonical form. */
function assertion({ end = "2026-01-02T03:14:05Z", audience = "https://as.example", method = BEARER }: Parts = {}) {
  const head =
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" IssueInstant="2026-01-02T03:04:05Z" Version="2.0"><saml:Issuer>me</saml:Issuer>';
  const tail =
    `<saml:Subject><saml:NameID>a &lt;b&gt; &amp;</saml:NameID><saml:SubjectConfirmation Method="${method}">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="https://as.example/token"></saml:SubjectConfirmationData>` +
    `</saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="2026-01-02T03:00:00Z" NotOnOrAfter="${end}">` +
    `<saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    '<saml:AttributeStatement><saml:Attribute Name="api_key"><saml:AttributeValue>k</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion>';
  const digest = createHash("sha256")
    .update(head + tail)
    .digest("base64");
  const info =
    `<ds:CanonicalizationMethod Algorithm="${C14N}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"></ds:SignatureMethod>` +
    `<ds:Reference URI="#_1"><ds:Transforms><ds:Transform Algorithm="${DSIG}enveloped-signature"></ds:Transform><ds:Transform Algorithm="${C14N}"></ds:Transform></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const value = sign("sha256", Buffer.from(`<ds:SignedInfo xmlns:ds="${DSIG}">${info}</ds:SignedInfo>`), privateKey);
  const signature = `<ds:Signature xmlns:ds="${DSIG}"><ds:SignedInfo>${info}</ds:SignedInfo><ds:SignatureValue>${value.toString("base64")}</ds:SignatureValue></ds:Signature>`;
  return head + signature + tail;
}

const expected = {
  publicKey,
  issuer: "me",
  audience: "https://as.example",
  recipient: "https://as.example/token",
  now: NOW,
};

describe("verifying SAML 2.0 bearer assertions (RFC 7522 §3)", () => {
  it("accepts and reads a valid one, as XML or base64url", () => {
    const facts = { ok: true, id: "_1", issuer: "me", nameId: "a <b> &", attributes: { api_key: "k" } };
    expect(judgeSaml(assertion(), expected)).toEqual(facts);
    expect(judgeSaml(Buffer.from(assertion()).toString("base64url"), { ...expected, maxTtl: 600 })).toEqual(facts);
  });

  it("accepts another spelling of the same XML (Exclusive Canonicalization §3)", () => {
    const spelled = assertion()
      .replace(
        'ID="_1" IssueInstant="2026-01-02T03:04:05Z" Version="2.0"',
        "Version='2.0'\n  IssueInstant='2026-01-02T03:04:05Z' ID='_1' xmlns:unused='urn:x'",
      )
      .replaceAll("></ds:Transform>", "/>")
      .replace("></saml:SubjectConfirmationData>", " />");
    expect(judgeSaml(spelled, expected)).toMatchObject({ ok: true });
  });

  it.each([
    ["another subject", assertion().replace("a &lt;b", "c &lt;b"), /digest does not match/],
    [
      "another audience",
      assertion().replace("<saml:Audience>https://as", "<saml:Audience>https://bs"),
      /digest does not match/,
    ],
    ["a changed digest", assertion().replace(/<ds:DigestValue>./, "<ds:DigestValue>_"), /digest does not match/],
    [
      "a changed signature",
      assertion().replace(/<ds:SignatureValue>.{4}/, "<ds:SignatureValue>AAAA"),
      /signature is wrong/,
    ],
    [
      "an assertion without a signature",
      assertion().replace(/<ds:Signature .*<\/ds:Signature>/, ""),
      /exactly one Signature/,
    ],
    ["a weaker method", assertion().replace("#rsa-sha256", "#rsa-sha1"), /not RSA with SHA-256/],
    ["a reference elsewhere", assertion().replace('URI="#_1"', 'URI="#_2"'), /does not refer to the assertion/],
    ["a wrong audience", assertion({ audience: "https://other.example" }), /Audience is https:\/\/other/],
    ["an expired one", assertion({ end: "2026-01-02T03:04:05Z" }), /expired/],
    ["one that is not bearer", assertion({ method: "urn:x" }), /confirmation is not bearer/],
    ["a document type", `<!DOCTYPE a>${assertion()}`, /not well-formed/],
  ])("rejects %s", (_, text, reason) => {
    expect(judgeSaml(text, expected)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("rejects a long lifetime and another issuer, recipient, name or attribute", () => {
    for (const more of [
      { maxTtl: 599 },
      { issuer: "you" },
      { recipient: "https://other.example" },
      { nameId: "c" },
      { attributes: { api_key: "l" } },
    ]) {
      expect(judgeSaml(assertion(), { ...expected, ...more }).ok).toBe(false);
    }
  });
});
