/** The key to propose for a new integration: the provider's slug, or nothing when that is taken and only the reader knows a telling name. */
export function suggestKey(slug: string, taken: readonly string[]): string {
  return taken.includes(slug) ? "" : slug;
}
