/** Splits a scope string by its separator. Some servers ask for commas and return spaces, so spaces split too. */
export function parseScopes(text: string, separator = " "): string[] {
  return text.replaceAll(separator, " ").split(/\s+/).filter(Boolean);
}

/** Splits the requested scopes into granted and missing. A response without scopes granted all of them (RFC 6749 §5.1). */
export function grantedAndMissing(requested: string[], granted: string | null, separator?: string) {
  if (granted === null) return { granted: requested, missing: [] };
  const given = parseScopes(granted, separator);
  return { granted: given, missing: requested.filter((scope) => !given.includes(scope)) };
}
