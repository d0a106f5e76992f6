import { schemeLabel } from "@/wire/schemes";

/** A provider in the catalog picker. */
export interface CatalogEntry {
  slug: string;
  name: string;
  scheme: string;
  categories: string[];
  /** The rank among popular providers. Null: not popular. */
  popular: number | null;
}

/** The filters of the catalog. Empty strings filter nothing. */
export interface CatalogFilters {
  q: string;
  category: string;
  scheme: string;
}

/** The number of matches of a filter chip. */
export interface ChipCount {
  value: string;
  count: number;
}

/** Scores a match. Higher is better. Zero: no match. */
function matchScore(entry: CatalogEntry, words: string[]): number {
  const name = entry.name.toLowerCase();
  const haystack = `${name} ${entry.slug} ${entry.categories.join(" ")} ${schemeLabel(entry.scheme).toLowerCase()}`;
  if (!words.every((word) => haystack.includes(word))) return 0;
  const query = words.join(" ");
  if (name === query || entry.slug === query) return 4;
  if (name.startsWith(query) || entry.slug.startsWith(query)) return 3;
  return name.includes(query) ? 2 : 1;
}

function byPopularity(a: CatalogEntry, b: CatalogEntry): number {
  const last = Number.MAX_SAFE_INTEGER;
  return (a.popular ?? last) - (b.popular ?? last) || a.name.localeCompare(b.name, "en");
}

/** Returns the matching entries, best match first, then by popularity and name. */
export function searchProviders<T extends CatalogEntry>(entries: readonly T[], filters: CatalogFilters): T[] {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  return entries
    .filter((entry) => filters.category === "" || entry.categories.includes(filters.category))
    .filter((entry) => filters.scheme === "" || entry.scheme === filters.scheme)
    .map((entry) => ({ entry, score: words.length === 0 ? 1 : matchScore(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || byPopularity(a.entry, b.entry))
    .map(({ entry }) => entry);
}

function count(values: string[]): ChipCount[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, number]) => ({ value, count: number }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value, "en"));
}

/** Counts the matches of each chip. A group's own choice doesn't apply to its counts, so that each count is what a click shows. */
export function countChips(
  entries: readonly CatalogEntry[],
  filters: CatalogFilters,
): { schemes: ChipCount[]; categories: ChipCount[] } {
  return {
    schemes: count(searchProviders(entries, { ...filters, scheme: "" }).map((entry) => entry.scheme)),
    categories: count(searchProviders(entries, { ...filters, category: "" }).flatMap((entry) => entry.categories)),
  };
}
