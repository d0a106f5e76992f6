import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { judging, must, refuse, type Verdict } from "./verdict";
import { attributeOf, canonical, childrenOf, onlyChild, readXml, textOf, type XmlElement } from "./xml";

const SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** What the receiver of a SAML 2.0 bearer assertion expects. */
export interface SamlExpectations {
  publicKey: string | KeyObject;
  issuer?: string | undefined;
  audience?: string | undefined;
  recipient?: string | undefined;
  nameId?: string | undefined;
  attributes?: Record<string, string> | undefined;
  /** Longest lifetime in seconds. */
  maxTtl?: number | undefined;
  /** Epoch seconds. */
  now: number;
}

/** The content of a valid assertion. */
export interface SamlFacts {
  id: string;
  issuer: string;
  nameId: string;
  attributes: Record<string, string>;
}

/**
 * Verifies a signed assertion, as XML or in base64 or base64url.
 * @see RFC 7522 §2.1, §3; XML Signature 1.1 §3.2; SAML core §5.4
 */
export function judgeSaml(assertion: string, expected: SamlExpectations): Verdict<SamlFacts> {
  return judging(() => {
    const xml = assertion.trimStart().startsWith("<") ? assertion : Buffer.from(assertion, "base64").toString();
    const root = readXml(xml);
    must(root.local === "Assertion" && root.namespace === SAML, "This is not a SAML 2.0 assertion.");
    must(attributeOf(root, "Version") === "2.0", "The assertion is not version 2.0.");
    const id = attributeOf(root, "ID") ?? refuse("The assertion has no ID.");
    checkSignature(root, id, expected.publicKey);
    const issued = timeOf(root, "IssueInstant") ?? refuse("The assertion has no IssueInstant.");
    must(issued <= expected.now + 60, "The assertion's IssueInstant is in the future.");
    const issuer = textOf(onlyChild(root, "Issuer"));
    same("issuer", issuer, expected.issuer);
    const nameId = checkSubject(root, expected);
    const end = checkConditions(root, expected);
    if (expected.maxTtl !== undefined) {
      must(end - issued <= expected.maxTtl, `The assertion is valid for more than ${expected.maxTtl} seconds.`);
    }
    const attributes = attributesOf(root);
    for (const [name, value] of Object.entries(expected.attributes ?? {})) same(name, attributes[name], value);
    return { id, issuer, nameId, attributes };
  });
}

function same(what: string, value: string | null | undefined, expected: string | undefined): void {
  must(expected === undefined || value === expected, `The assertion's ${what} is ${value}, not ${expected}.`);
}

function timeOf(element: XmlElement, name: string): number | null {
  const text = attributeOf(element, name);
  if (text === null) return null;
  must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text), `${name} is not a UTC time.`);
  return Date.parse(text) / 1000;
}

function algorithmOf(element: XmlElement, local: string): string | null {
  return attributeOf(onlyChild(element, local), "Algorithm");
}

function checkSignature(root: XmlElement, id: string, publicKey: string | KeyObject): void {
  const signature = onlyChild(root, "Signature", DSIG);
  const info = onlyChild(signature, "SignedInfo");
  must(
    algorithmOf(info, "CanonicalizationMethod") === EXC_C14N,
    "The signature does not use exclusive canonicalization.",
  );
  must(algorithmOf(info, "SignatureMethod") === RSA_SHA256, "The signature is not RSA with SHA-256.");
  const reference = onlyChild(info, "Reference");
  must(attributeOf(reference, "URI") === `#${id}`, "The signature does not refer to the assertion.");
  const transforms = childrenOf(onlyChild(reference, "Transforms"), "Transform", DSIG);
  const names = transforms.map((transform) => attributeOf(transform, "Algorithm"));
  must(
    names.join() === `${DSIG}enveloped-signature,${EXC_C14N}`,
    "The transforms are not enveloped signature and exclusive canonicalization.",
  );
  must(algorithmOf(reference, "DigestMethod") === SHA256, "The digest is not SHA-256.");
  const digest = createHash("sha256").update(canonical(root, signature)).digest("base64");
  must(textOf(onlyChild(reference, "DigestValue")).trim() === digest, "The digest does not match the assertion.");
  const value = Buffer.from(textOf(onlyChild(signature, "SignatureValue")), "base64");
  const key = typeof publicKey === "string" ? createPublicKey(publicKey) : publicKey;
  must(verify("sha256", Buffer.from(canonical(info)), key, value), "The assertion's signature is wrong.");
}

/** RFC 7522 §3, points 3 to 6. */
function checkSubject(root: XmlElement, { recipient, nameId, now }: SamlExpectations): string {
  const subject = onlyChild(root, "Subject");
  const name = textOf(onlyChild(subject, "NameID"));
  same("NameID", name, nameId);
  const confirmation = onlyChild(subject, "SubjectConfirmation");
  must(attributeOf(confirmation, "Method") === BEARER, "The subject confirmation is not bearer.");
  const data = onlyChild(confirmation, "SubjectConfirmationData");
  same("Recipient", attributeOf(data, "Recipient"), recipient);
  const end = timeOf(data, "NotOnOrAfter");
  must(end === null || end > now, "The subject confirmation has expired.");
  return name;
}

/** @returns epoch seconds of the assertion's expiry. */
function checkConditions(root: XmlElement, { audience, now }: SamlExpectations): number {
  const conditions = onlyChild(root, "Conditions");
  const end = timeOf(conditions, "NotOnOrAfter") ?? refuse("The conditions have no NotOnOrAfter.");
  must(end > now, "The assertion has expired.");
  must((timeOf(conditions, "NotBefore") ?? 0) <= now, "The assertion is not valid yet.");
  same("Audience", textOf(onlyChild(onlyChild(conditions, "AudienceRestriction"), "Audience")), audience);
  must(childrenOf(root, "AuthnStatement", SAML).length <= 1, "There are several AuthnStatements.");
  return end;
}

function attributesOf(root: XmlElement): Record<string, string> {
  const items = childrenOf(root, "AttributeStatement", SAML).flatMap((list) => childrenOf(list, "Attribute", SAML));
  return Object.fromEntries(
    items.map((item) => [attributeOf(item, "Name") ?? "", textOf(onlyChild(item, "AttributeValue"))]),
  );
}
