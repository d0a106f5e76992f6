import { readFileSync } from "node:fs";
import path from "node:path";
import { unpackIndex } from "./index-file";
import type { IndexEntry, Provider, ProviderTexts } from "./schema";

export type {
  Credential,
  IndexEntry,
  OAuth2CodeProvider,
  Provider,
  ProviderOf,
  ProviderTexts,
  Scheme,
  Variable,
} from "./schema";

/** An entry with its texts, as the build writes it. */
export type CatalogEntry = Provider & { texts: ProviderTexts };

const generated = (file: string) => path.join(process.cwd(), "providers/generated", file);

let index: IndexEntry[] | undefined;
/** One line per entry: its slug, a tab, its JSON. All ASCII, so that entries are found without decoding. */
let catalog: Buffer | undefined;
/** Entries that were already loaded. */
const entries = new Map<string, CatalogEntry>();

/** The catalog's small index, by name. */
export function loadIndex(): IndexEntry[] {
  index ??= unpackIndex(JSON.parse(readFileSync(generated("index.json"), "utf8")));
  return index;
}

/** The slugs of the providers with an auth mode. */
export function slugsOf(authMode: string): string[] {
  return loadIndex().flatMap((row) => (row.authMode === authMode ? [row.slug] : []));
}

/** Offset of the JSON of an entry. Null: no entry has this slug. */
function placeOf(lines: Buffer, slug: string): number | null {
  const head = `${slug}\t`;
  if (lines.toString("latin1", 0, head.length) === head) return head.length;
  const at = lines.indexOf(`\n${head}`, 0, "latin1");
  return at < 0 ? null : at + head.length + 1;
}

/** One provider of the catalog. @returns null when no provider has this slug. */
export function loadProvider(slug: string): CatalogEntry | null {
  const known = entries.get(slug);
  if (known) return known;
  catalog ??= readFileSync(generated("catalog.tsv"));
  const from = /^[\w-]+$/.test(slug) ? placeOf(catalog, slug) : null;
  if (from === null) return null;
  const entry = JSON.parse(catalog.toString("latin1", from, catalog.indexOf("\n", from))) as CatalogEntry;
  entries.set(slug, entry);
  return entry;
}
