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

function readGenerated(file: string): Buffer {
  return readFileSync(path.join(process.cwd(), "providers/generated", file));
}

const TAB = 9;
const LINE_BREAK = 10;

let index: IndexEntry[] | undefined;
/** Entries by slug: as bytes until one is asked for. */
let catalog: Map<string, Buffer | CatalogEntry> | undefined;

/** The catalog's small index, by name. */
export function loadIndex(): IndexEntry[] {
  index ??= unpackIndex(JSON.parse(readGenerated("index.json").toString("latin1")));
  return index;
}

/** The providers that are connected in one way, by the wire's name of it. */
export function slugsOf(authMode: string): string[] {
  return loadIndex().flatMap((row) => (row.authMode === authMode ? [row.slug] : []));
}

function loadCatalog(): Map<string, Buffer | CatalogEntry> {
  const bytes = readGenerated("catalog.tsv");
  const entries = new Map<string, Buffer | CatalogEntry>();
  for (let start = 0; start < bytes.length; ) {
    const tab = bytes.indexOf(TAB, start);
    const end = bytes.indexOf(LINE_BREAK, tab);
    entries.set(bytes.toString("latin1", start, tab), bytes.subarray(tab + 1, end));
    start = end + 1;
  }
  return entries;
}

/** One provider of the catalog. @returns null when there is none of this slug. */
export function loadProvider(slug: string): CatalogEntry | null {
  catalog ??= loadCatalog();
  const known = catalog.get(slug);
  if (!Buffer.isBuffer(known)) return known ?? null;
  const entry = JSON.parse(known.toString("latin1")) as CatalogEntry;
  catalog.set(slug, entry);
  return entry;
}
