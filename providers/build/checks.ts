import ipaddr from "ipaddr.js";
import { templateVariables } from "@/server/protocols/template/parse";
import { SCHEME_FACTS } from "@/wire/schemes";
import type { Provider } from "../schema";

/** Values that need no declaration: the live token, the integration's client, and those of the moment. */
const GIVEN = new Set([
  ...["token", "refresh_token", "client_id", "client_secret"],
  ...["@uuid", "@connectionId", "@state", "@callbackUrl", "@assertion", "@cookies", "@method", "@host", "@path"],
]);
const GIVEN_KINDS = /^@(now|step\d+|fingerprint|x5t)(?![a-z])/;
const SECRET_GOES_TO =
  /^(authorizeUrl|tokenUrl|refreshUrl|parUrl|requestTokenUrl)(Fallback)?$|^revoke\.url$|^exchange\./;
const PRIVATE_HOST = /(^|\.)(localhost|local|internal|intranet|home\.arpa)$/i;

/** Every text of an entry with the path it stands at. */
function* textsOf(value: unknown, at: string): Generator<[string, string]> {
  if (typeof value === "string") yield [at, value];
  else if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* textsOf(inner, at === "" ? name : `${at}.${name}`);
  }
}

/** The host of an address as the entry writes it, variables included, without a port that is a variable. */
function hostOf(text: string): string | undefined {
  return /^https:\/\/([^/?#]+)/i.exec(text)?.[1]?.replace(/:\{[^{}]*\}$/, "");
}

function hostProblem(at: string, text: string): string | null {
  if (/^http:/i.test(text) || (/url$/i.test(at) && !/^(https:|\{)/i.test(text))) return "is not https";
  const host = hostOf(text)?.replace(/\{[^{}]*\}/g, "x");
  if (host === undefined) return null;
  if (!URL.canParse(`https://${host}`)) return "names no host";
  // As a browser reads it: 0x7f.1 and a full-width 127.0.0.1 are this machine too.
  const bare = new URL(`https://${host}`).hostname.replace(/^\[|\]$|\.$/g, "");
  if (PRIVATE_HOST.test(bare)) return "names a private host";
  return ipaddr.isValid(bare) ? "names an address instead of a host" : null;
}

/** Whether a pattern holds for the whole value: `^a|b$` has its anchors on one branch each. */
function isAnchored(pattern: string): boolean {
  let bare = pattern.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  if (!bare.startsWith("^") || !bare.endsWith("$")) return false;
  const group = /\([^()]*\)/g;
  while (bare.search(group) >= 0) bare = bare.replace(group, "x");
  return !bare.includes("|");
}

function patternProblems(entry: Provider): string[] {
  return [...entry.variables, ...entry.credentials, ...entry.settings].flatMap(({ name, pattern }) => {
    if (pattern === undefined) return [];
    if (!isAnchored(pattern)) return [`${name}.pattern: is not anchored by ^ and $`];
    try {
      new RegExp(pattern);
      return [];
    } catch {
      return [`${name}.pattern: is no regular expression`];
    }
  });
}

/**
 * The variable by which whoever connects could choose where the team's client secret goes. It needs a pattern or a list,
 * or the provider's own domain behind it; what the token endpoint itself named may be trusted with it.
 */
function chosenHostProblem(entry: Provider, at: string, text: string): string | null {
  if (!SCHEME_FACTS[entry.scheme].sendsTeamSecret || !SECRET_GOES_TO.test(at)) return null;
  // What travels is a signature; the private key stays here (RFC 5849 §3.4.3).
  if ("signature" in entry && entry.signature === "RSA-SHA1") return null;
  const place = /^\{[^{}]*\}/.exec(text)?.[0] ?? hostOf(text) ?? "";
  const [, name, domain = ""] = /\{([^{}]*)\}([^{}]*)$/.exec(place) ?? [];
  const variable = entry.variables.find((known) => known.name === name);
  if (!variable || variable.pattern || variable.values || variable.from === "token") return null;
  if (/^\.[^.]+\.[^.]/.test(domain)) return null;
  return `{${name}} may be anybody's host, which would be sent the client secret`;
}

/** Checks what a schema cannot: declared variables, https everywhere, public hosts nobody chooses, anchored patterns. */
export function templateProblems(entry: Provider): string[] {
  const problems = patternProblems(entry);
  const secrets = [...entry.credentials, ...entry.settings];
  const declared = new Set([
    ...entry.variables.map(({ name }) => name),
    ...secrets.flatMap(({ name, split }) => [name, ...(split?.into ?? [])]),
  ]);
  const isLab = entry.categories.includes("lab");
  const { variables: _v, credentials: _c, settings: _s, ...rest } = entry;
  // Where a kept value stands in an answer is a path, not a template.
  const templates = { ...rest, afterConnect: rest.afterConnect?.map(({ keep: _keep, ...call }) => call) };
  for (const [at, text] of textsOf(templates, "")) {
    const host = hostProblem(at, text) ?? chosenHostProblem(entry, at, text);
    if (host) problems.push(`${at}: ${host}`);
    if (!text.includes("{")) continue;
    for (const name of templateVariables(text)) {
      if (declared.has(name) || GIVEN.has(name) || GIVEN_KINDS.test(name)) continue;
      if (name === "@self" && isLab) continue;
      problems.push(`${at}: {${name}} is not declared`);
    }
  }
  return problems;
}
