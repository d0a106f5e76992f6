/** Reads what a person typed or pasted: scopes separated by commas, spaces or line breaks. Doubles are dropped. */
export function parseScopes(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(Boolean))];
}

/** The scopes as the API takes them: one text, separated by commas. */
export function joinScopes(scopes: readonly string[]): string {
  return scopes.join(",");
}
