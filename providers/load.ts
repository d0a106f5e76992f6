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

/** An entry with our words on it, as the build emits it. */
export type CatalogEntry = Provider & { texts: ProviderTexts };

const generated = (file: string) => path.join(process.cwd(), "providers/generated", file);

let index: IndexEntry[] | undefined;
/** A line for each entry: its slug, a tab, its JSON. All ASCII, so that nothing has to be decoded to find one. */
let catalog: Buffer | undefined;
/** Entries that were asked for. */
const entries = new Map<string, CatalogEntry>();

/** The catalog's small index, by name. */
export function loadIndex(): IndexEntry[] {
  index ??= unpackIndex(JSON.parse(readFileSync(generated("index.json"), "utf8")));
  return index;
}

/** The providers that are connected in one way, by the wire's name of it. */
export function slugsOf(authMode: string): string[] {
  return loadIndex().flatMap((row) => (row.authMode === authMode ? [row.slug] : []));
}

/** Where the JSON of an entry begins. Null: there is none of this slug. */
function placeOf(lines: Buffer, slug: string): number | null {
  const head = `${slug}\t`;
  if (lines.toString("latin1", 0, head.length) === head) return head.length;
  const at = lines.indexOf(`\n${head}`, 0, "latin1");
  return at < 0 ? null : at + head.length + 1;
}

/** One provider of the catalog. @returns null when there is none of this slug. */
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
