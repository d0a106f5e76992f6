/** Splits a scope text by its separator; a server that uses a space where it asks for a comma is understood too. */
export function parseScopes(text: string, separator = " "): string[] {
  return text.replaceAll(separator, " ").split(/\s+/).filter(Boolean);
}

/** Which of the requested scopes were granted. A server that says nothing granted what was asked (RFC 6749 §5.1). */
export function grantedAndMissing(requested: string[], granted: string | null, separator?: string) {
  if (granted === null) return { granted: requested, missing: [] };
  const given = parseScopes(granted, separator);
  return { granted: given, missing: requested.filter((scope) => !given.includes(scope)) };
}
