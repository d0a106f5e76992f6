import { createHash, randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import type { Credential, Provider, Variable } from "@/providers/schema";
import type { Keys, Pair } from "./keys";
import { namesOf, type Values } from "./template";

/** The values used to simulate an entry. */
export interface Fixtures {
  /** Entered by the end user, not secret. */
  variables: Record<string, string>;
  credentials: Record<string, string>;
  /** The same form with wrong values. Null: the form has no fields to get wrong. */
  wrongCredentials: Record<string, string> | null;
  settings: Record<string, string>;
  /** Values from the provider: in the callback, the token response and the API. */
  given: { callback: Record<string, string>; token: Record<string, string>; api: Record<string, string> };
  /** The team's own client. */
  client: { id: string; secret: string };
  /** A code, an installation and a verifier that this provider never issued. */
  wrong: { code: string; installation: string; verifier: string };
}

const LABEL = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/;
const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A fixed seed, so that every run generates the same sample of a pattern. */
function seedOf(text: string): number {
  return createHash("sha1").update(text).digest().readInt32BE(0);
}

function hostFits(kind: string | undefined, value: string): boolean {
  if (kind === "label") return LABEL.test(value);
  if (kind === "hostname") return HOST.test(value);
  if (kind === "url") return URL.canParse(value) && HOST.test(new URL(value).hostname) && value.startsWith("https://");
  return /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && value.length < 300;
}

/** A value that matches a pattern and a kind. @throws Error when there is none. */
function fromPattern(pattern: string, kind: string | undefined, seed: string): string {
  const samples = fc.sample(fc.stringMatching(new RegExp(pattern), { size: "-1" }), {
    seed: seedOf(seed),
    numRuns: 500,
  });
  const value = samples.find((text) => new RegExp(pattern).test(text) && hostFits(kind, text));
  if (value === undefined) throw new Error(`Found no value that matches ${pattern}.`);
  return value;
}

const dashed = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "");

function fromKind(kind: string | undefined, name: string): string {
  const own = `${dashed(name)}-${randomBytes(4).toString("hex")}`;
  switch (kind) {
    case "label":
      return own;
    case "hostname":
      return `${own}.example.com`;
    case "url":
      return `https://${own}.example.com`;
    case "digits":
      return String(10_000_000 + (seedOf(name) >>> 8));
    case "uuid":
      return randomUUID();
    case "email":
      return `${own}@example.com`;
    default:
      return own;
  }
}

function ofVariable(slug: string, variable: Variable): string {
  const { name, kind, values, pattern, example } = variable;
  if (values) return values.at(-1) ?? "";
  const fits = (value: string) => hostFits(kind, value) && (!pattern || new RegExp(pattern).test(value));
  if (example !== undefined && variable.from === undefined && fits(example)) return example;
  return pattern ? fromPattern(pattern, kind, slug + name) : fromKind(kind, `${slug}-${name}`);
}

/** The use of a key field of an entry. */
function keyUse(entry: Provider, name: string): "rsa" | "ec" | "ed" | "certificate" {
  if (/certificate/i.test(name)) return "certificate";
  if (entry.scheme === "request_signing") return "ed";
  const alg = "assertion" in entry && entry.assertion && "alg" in entry.assertion ? entry.assertion.alg : "RS256";
  return alg === "ES256" ? "ec" : alg === "EdDSA" ? "ed" : "rsa";
}

interface Making {
  entry: Provider;
  keys: Keys;
  isWrong: boolean;
}

function pemOf({ entry, keys, isWrong }: Making, name: string): string {
  const use = keyUse(entry, name);
  if (use === "certificate") return keys.certificates[isWrong ? 1 : 0];
  return (keys[use] as [Pair, Pair])[isWrong ? 1 : 0].pem;
}

/** Whether a field, or a part of one, is a shared secret written in hex. */
function isHex({ entry }: Making, name: string): boolean {
  if (!("assertion" in entry) || !entry.assertion || !("keyFormat" in entry.assertion)) return false;
  return entry.assertion.keyFormat === "hex" && namesOf(entry.assertion.key).includes(name);
}

function ofCredential(making: Making, field: Credential): string {
  const { entry, keys, isWrong } = making;
  const { name, kind, pattern, prefix = "", split } = field;
  if (kind === "pem") return pemOf(making, name);
  if (JSON.stringify(entry).includes(`{@x5t:${name}}`)) return keys.thumbprint;
  if (pattern) return fromPattern(pattern, kind, `${entry.slug}${name}${isWrong}`);
  const text = () => randomBytes(16).toString("hex");
  if (split) return split.into.map((part) => (isHex(making, part) ? text() + text() : text())).join(split.by);
  if (isHex(making, name)) return text() + text();
  if (kind !== undefined) return fromKind(kind, `${entry.slug}-${name}`);
  return `${prefix}${dashed(entry.slug)}-${isWrong ? "wrong" : "right"}-${text()}`;
}

function formOf(making: Making, fields: readonly Credential[]): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field.name, ofCredential(making, field)]));
}

/** The form with changed secrets, or with everything changed if nothing is secret. */
function wrongForm(making: Making, right: Record<string, string>): Record<string, string> | null {
  const { credentials } = making.entry;
  const secret = credentials.filter((field) => field.secret);
  const changed = formOf({ ...making, isWrong: true }, secret.length > 0 ? secret : credentials);
  const wrong = { ...right, ...changed };
  return JSON.stringify(wrong) === JSON.stringify(right) ? null : wrong;
}

function givenOf(entry: Provider): Fixtures["given"] {
  const value = (name: string) => {
    const variable = entry.variables.find((known) => known.name === name);
    return variable ? ofVariable(entry.slug, variable) : fromKind("text", `${entry.slug}-${name}`);
  };
  const by = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, value(name)]));
  const api = (entry.afterConnect ?? []).flatMap(({ keep }) => Object.keys(keep));
  return {
    callback: by("callbackKeep" in entry ? (entry.callbackKeep ?? []) : []),
    token: by("tokenResponse" in entry ? (entry.tokenResponse?.keep ?? []) : []),
    api: by(api),
  };
}

/** Whether a URL has a fallback for when a variable is absent. */
function wantsFallback(entry: Provider, name: string): boolean {
  const pairs = Object.entries({ ...entry, ...entry.api } as Record<string, unknown>);
  return pairs.some(
    ([key, template]) =>
      typeof template === "string" &&
      pairs.some(([other]) => other === `${key}Fallback`) &&
      namesOf(template).includes(name),
  );
}

/** An optional variable whose URL has a fallback. */
function mayBeAbsent(entry: Provider, variable: Variable): boolean {
  const { from, optional, default: usual, name } = variable;
  return from === undefined && optional === true && usual === undefined && wantsFallback(entry, name);
}

/** Whether an entry can be simulated in two ways: with all its variables, and without those that have a fallback. */
export function hasFallback(entry: Provider): boolean {
  return entry.variables.some((variable) => mayBeAbsent(entry, variable));
}

/** Creates the fixtures of an entry. @param leavesOut omits variables with a fallback, so that the fallback is tested. */
export function makeFixtures(entry: Provider, keys: Keys, leavesOut = false): Fixtures {
  const making = { entry, keys, isWrong: false };
  const asked = entry.variables.filter(
    (variable) => variable.from === undefined && !(leavesOut && mayBeAbsent(entry, variable)),
  );
  const credentials = formOf(making, entry.credentials);
  const settings = formOf(making, entry.settings);
  const own = dashed(entry.slug);
  const mark = () => `${own}-${randomBytes(8).toString("hex")}`;
  const usesKey =
    (entry.scheme === "oauth1" && entry.signature === "RSA-SHA1") ||
    (entry.scheme === "oauth2_code" && entry.clientAuth === "private_key_jwt");
  return {
    variables: Object.fromEntries(asked.map((variable) => [variable.name, ofVariable(entry.slug, variable)])),
    credentials,
    wrongCredentials: wrongForm(making, credentials),
    settings,
    given: givenOf(entry),
    // Characters that Basic authentication and forms must encode.
    client: { id: `client-${mark()}`, secret: usesKey ? keys.rsa[0].pem : `secret+${mark()}/%=` },
    wrong: {
      code: `wrong-code-${mark()}`,
      installation: String(seedOf(own) >>> 1),
      verifier: `wrong-verifier-${mark()}`,
    },
  };
}

/** The parts of fields that are entered as one text. */
export function splitParts(fields: readonly Credential[], values: Values): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name, split }) => {
      const pieces = split ? (values[name]?.split(split.by) ?? []) : [];
      return (split?.into ?? []).map((part, index) => [part, pieces[index] ?? ""] as const);
    }),
  );
}
