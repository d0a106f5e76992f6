const CHALLENGE = /\bBearer\b/i;
const PARAM = /([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** The parameters of a Bearer challenge (RFC 9110 §11.6.1, RFC 6750 §3). Empty: no Bearer challenge. */
export function bearerChallenge(header: string | null): Record<string, string> {
  const start = header === null ? -1 : header.search(CHALLENGE);
  if (header === null || start < 0) return {};
  const params: Record<string, string> = {};
  for (const [, name = "", quoted, bare] of header.slice(start + "Bearer".length).matchAll(PARAM)) {
    const key = name.toLowerCase();
    // The first value wins: a second one may belong to another challenge.
    if (!Object.hasOwn(params, key)) params[key] = quoted === undefined ? (bare ?? "") : quoted.replace(/\\(.)/g, "$1");
  }
  return params;
}
