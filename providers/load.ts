import { readFileSync } from "node:fs";
import path from "node:path";
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

function readGenerated<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(process.cwd(), "providers/generated", file), "utf8")) as T;
}

let index: IndexEntry[] | undefined;
let catalog: Map<string, CatalogEntry> | undefined;

/** The catalog's small index, by name. */
export function loadIndex(): IndexEntry[] {
  index ??= readGenerated<IndexEntry[]>("index.json");
  return index;
}

/** The providers that are connected in one way, by the wire's name of it. */
export function slugsOf(authMode: string): string[] {
  return loadIndex().flatMap((row) => (row.authMode === authMode ? [row.slug] : []));
}

/** One provider of the catalog. @returns null when there is none of this slug. */
export function loadProvider(slug: string): CatalogEntry | null {
  catalog ??= new Map(readGenerated<CatalogEntry[]>("catalog.json").map((entry) => [entry.slug, entry]));
  return catalog.get(slug) ?? null;
}
