/** Parses scopes separated by commas, spaces or line breaks. Drops duplicates. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** Joins scopes with commas, as the API accepts them. */
export function joinScopes(scopes: readonly string[]): string {
  return scopes.join(",");
}
