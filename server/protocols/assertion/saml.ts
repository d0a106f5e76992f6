import { createHash, sign } from "node:crypto";
import { base64 } from "../base64";
import { xmlAttribute, xmlText } from "../xml/escape";
import { readPrivateKey } from "./private-key";

const ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const ENVELOPED = `${DSIG}enveloped-signature`;
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
/** Tolerates servers whose clocks are behind ours. */
const SKEW_MS = 5 * 60 * 1000;

/** The content of a SAML 2.0 bearer assertion. */
export interface SamlInput {
  issuer: string;
  audience: string;
  recipient: string;
  nameId: string;
  /** RSA private key in PEM. */
  key: string;
  ttlSeconds: number;
  attributes?: Record<string, string> | undefined;
}

function time(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

function attributeStatement(attributes: Record<string, string> = {}): string {
  const items = Object.entries(attributes).map(
    ([name, value]) =>
      `<Attribute Name="${xmlAttribute(name)}"><AttributeValue>${xmlText(value)}</AttributeValue></Attribute>`,
  );
  return items.length === 0 ? "" : `<AttributeStatement>${items.join("")}</AttributeStatement>`;
}

/** The signature element in canonical form, with the namespace it has inside the assertion. */
function signatureOf(digest: string, id: string, key: string): string {
  const inner = [
    `<CanonicalizationMethod Algorithm="${EXC_C14N}"></CanonicalizationMethod>`,
    `<SignatureMethod Algorithm="${RSA_SHA256}"></SignatureMethod>`,
    `<Reference URI="#${id}"><Transforms><Transform Algorithm="${ENVELOPED}"></Transform>`,
    `<Transform Algorithm="${EXC_C14N}"></Transform></Transforms>`,
    `<DigestMethod Algorithm="${SHA256}"></DigestMethod><DigestValue>${digest}</DigestValue></Reference>`,
  ].join("");
  const signedInfo = `<SignedInfo xmlns="${DSIG}">${inner}</SignedInfo>`;
  const value = base64(sign("sha256", Buffer.from(signedInfo), readPrivateKey(key)));
  return `<Signature xmlns="${DSIG}"><SignedInfo>${inner}</SignedInfo><SignatureValue>${value}</SignatureValue></Signature>`;
}

/**
 * Creates a signed SAML 2.0 bearer assertion in base64. It is written in exclusive canonical form, so the digest covers exactly
 * what is sent, without the signature.
 * @param now epoch milliseconds. @throws AssertionKeyError @see RFC 7522 §2.1, §3; Exclusive XML Canonicalization 1.0
 */
export function samlAssertion(input: SamlInput, now: number, random: (bytes: number) => Uint8Array): string {
  const id = `_${Buffer.from(random(16)).toString("hex")}`;
  const [begin, issued, end] = [time(now - SKEW_MS), time(now), time(now + input.ttlSeconds * 1000)];
  // Canonical form orders attributes by name, with the namespace first.
  const open = `<Assertion xmlns="${ASSERTION}" ID="${id}" IssueInstant="${issued}" Version="2.0">`;
  const issuer = `<Issuer>${xmlText(input.issuer)}</Issuer>`;
  const rest = [
    `<Subject><NameID Format="${UNSPECIFIED}">${xmlText(input.nameId)}</NameID>`,
    `<SubjectConfirmation Method="${BEARER}"><SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${xmlAttribute(input.recipient)}"></SubjectConfirmationData></SubjectConfirmation></Subject>`,
    `<Conditions NotBefore="${begin}" NotOnOrAfter="${end}"><AudienceRestriction><Audience>${xmlText(input.audience)}</Audience></AudienceRestriction></Conditions>`,
    `<AuthnStatement AuthnInstant="${issued}" SessionIndex="${id}"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</AuthnContextClassRef></AuthnContext></AuthnStatement>`,
    attributeStatement(input.attributes),
    "</Assertion>",
  ].join("");
  const digest = createHash("sha256").update(`${open}${issuer}${rest}`).digest("base64");
  // SAML core §5.4.1: the signature follows the issuer.
  return base64(Buffer.from(`${open}${issuer}${signatureOf(digest, id, input.key)}${rest}`));
}
