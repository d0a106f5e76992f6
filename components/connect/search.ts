/** The list has a search field from this many entries on. */
export const SEARCH_FROM = 8;

/** Makes "Électricité" findable by "electricite". */
function fold(value: string): string {
  return value
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

interface Named {
  display_name: string;
  provider: string;
}

/** Returns the entries whose name or provider contains every word of the query. Names that begin with it come first. */
export function searchByName<T extends Named>(entries: readonly T[], query: string): T[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const begins = (entry: T) => (words.length > 0 && fold(entry.display_name).startsWith(words.join(" ")) ? 0 : 1);
  return entries
    .filter((entry) => {
      const name = fold(`${entry.display_name} ${entry.provider}`);
      return words.every((word) => name.includes(word));
    })
    .sort((a, b) => begins(a) - begins(b) || a.display_name.localeCompare(b.display_name));
}
