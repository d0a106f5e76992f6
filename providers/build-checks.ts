import ipaddr from "ipaddr.js";
import { templateVariables } from "@/server/protocols/template/parse";
import type { Provider } from "./schema";

/** Values that need no declaration: the live token, and those of the moment. */
const GIVEN = new Set(["token", "@uuid", "@connectionId"]);
const PRIVATE_HOST = /(^|\.)(localhost|local|internal|intranet|home\.arpa)$/i;

/** Every text of an entry with the path it stands at. */
function* textsOf(value: unknown, at: string): Generator<[string, string]> {
  if (typeof value === "string") yield [at, value];
  else if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) yield* textsOf(inner, at === "" ? name : `${at}.${name}`);
  }
}

function hostProblem(text: string): string | null {
  if (/^http:/i.test(text)) return "is not https";
  const host = /^https:\/\/([^/?#]+)/i.exec(text)?.[1]?.replace(/:\d+$/, "");
  if (host === undefined || host.includes("{")) return null;
  if (PRIVATE_HOST.test(host)) return "names a private host";
  const bare = host.replace(/^\[|\]$/g, "");
  return ipaddr.isValid(bare) ? "names an address instead of a host" : null;
}

function patternProblems(entry: Provider): string[] {
  return [...entry.variables, ...entry.credentials].flatMap(({ name, pattern }) => {
    if (pattern === undefined) return [];
    if (!pattern.startsWith("^") || !pattern.endsWith("$")) return [`${name}.pattern: is not anchored by ^ and $`];
    try {
      new RegExp(pattern);
      return [];
    } catch {
      return [`${name}.pattern: is no regular expression`];
    }
  });
}

/** Checks what a schema cannot: declared variables, https everywhere, public hosts, anchored patterns. */
export function templateProblems(entry: Provider): string[] {
  const problems = patternProblems(entry);
  const declared = new Set([...entry.variables, ...entry.credentials].map(({ name }) => name));
  const isLab = entry.categories.includes("lab");
  const { variables: _v, credentials: _c, ...templates } = entry;
  for (const [at, text] of textsOf(templates, "")) {
    const host = hostProblem(text);
    if (host) problems.push(`${at}: ${host}`);
    if (!text.includes("{")) continue;
    for (const name of templateVariables(text)) {
      if (declared.has(name) || GIVEN.has(name) || /^@(now|step\d+)\b/.test(name)) continue;
      if (name === "@self" && isLab) continue;
      problems.push(`${at}: {${name}} is not declared`);
    }
  }
  return problems;
}
