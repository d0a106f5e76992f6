import ipaddr from "ipaddr.js";
import { templateVariables } from "@/server/protocols/template/parse";
import { SCHEME_FACTS } from "@/wire/schemes";
import type { Provider } from "../schema";

/** Values that need no declaration: the current token, the integration's client and generated values. */
const GIVEN = new Set([
  ...["token", "refresh_token", "client_id", "client_secret"],
  ...["@uuid", "@connectionId", "@state", "@callbackUrl", "@assertion", "@cookies", "@method", "@host", "@path"],
]);
const GIVEN_KINDS = /^@(now|step\d+|fingerprint|x5t)(?![a-z])/;
const SECRET_GOES_TO =
  /^(authorizeUrl|tokenUrl|refreshUrl|parUrl|requestTokenUrl)(Fallback)?$|^revoke\.url$|^exchange\./;
const PRIVATE_HOST = /(^|\.)(localhost|local|internal|intranet|home\.arpa)$/i;

/** Every string of an entry with its path. */
function* textsOf(value: unknown, at: string): Generator<[string, string]> {
  if (typeof value === "string") yield [at, value];
  else if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* textsOf(inner, at === "" ? name : `${at}.${name}`);
  }
}

/** The host of a URL as written in the entry, including variables, without a port that is a variable. */
function hostOf(text: string): string | undefined {
  return /^https:\/\/([^/?#]+)/i.exec(text)?.[1]?.replace(/:\{[^{}]*\}$/, "");
}

function hostProblem(at: string, text: string): string | null {
  if (/^http:/i.test(text) || (/url$/i.test(at) && !/^(https:|\{)/i.test(text))) return "is not https";
  const host = hostOf(text)?.replace(/\{[^{}]*\}/g, "x");
  if (host === undefined) return null;
  if (!URL.canParse(`https://${host}`)) return "has no valid host";
  // Normalized as browsers do it: 0x7f.1 and a full-width 127.0.0.1 also mean this machine.
  const bare = new URL(`https://${host}`).hostname.replace(/^\[|\]$|\.$/g, "");
  if (PRIVATE_HOST.test(bare)) return "is on a private host";
  return ipaddr.isValid(bare) ? "has an IP address instead of a host name" : null;
}

/** Whether a pattern matches the whole value. `^a|b$` does not: each branch has only one anchor. */
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
    if (!isAnchored(pattern)) return [`${name}.pattern: is not anchored with ^ and $`];
    try {
      new RegExp(pattern);
      return [];
    } catch {
      return [`${name}.pattern: is not a valid regular expression`];
    }
  });
}

/**
 * The variable with which a user could choose the host that receives the team's client secret. It needs a pattern, a list of
 * values or the provider's own domain after it. A value from the token endpoint itself is trusted.
 */
function chosenHostProblem(entry: Provider, at: string, text: string): string | null {
  if (!SCHEME_FACTS[entry.scheme].sendsTeamSecret || !SECRET_GOES_TO.test(at)) return null;
  // Only a signature is sent, never the private key (RFC 5849 §3.4.3).
  if ("signature" in entry && entry.signature === "RSA-SHA1") return null;
  const place = /^\{[^{}]*\}/.exec(text)?.[0] ?? hostOf(text) ?? "";
  const [, name, domain = ""] = /\{([^{}]*)\}([^{}]*)$/.exec(place) ?? [];
  const variable = entry.variables.find((known) => known.name === name);
  if (!variable || variable.pattern || variable.values || variable.from === "token") return null;
  if (/^\.[^.]+\.[^.]/.test(domain)) return null;
  return `{${name}} could be any host, which would then receive the client secret`;
}

/** Checks what a schema can't: declared variables, https everywhere, public hosts that no user chooses, anchored patterns. */
export function templateProblems(entry: Provider): string[] {
  const problems = patternProblems(entry);
  const secrets = [...entry.credentials, ...entry.settings];
  const declared = new Set([
    ...entry.variables.map(({ name }) => name),
    ...secrets.flatMap(({ name, split }) => [name, ...(split?.into ?? [])]),
  ]);
  const isLab = entry.categories.includes("lab");
  const { variables: _v, credentials: _c, settings: _s, ...rest } = entry;
  // `keep` contains paths in a response, not templates.
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
