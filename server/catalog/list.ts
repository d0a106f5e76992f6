import { loadIndex, loadProvider } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { AnyCtx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import type { WireProvider } from "@/wire/providers";
import { toWireProvider } from "./wire";

/** The rows of the catalog this instance offers: the lab's only where the lab is on. */
export function offered() {
  return loadIndex().filter(({ categories }) => env().KEYHOLD_LAB || !categories.includes("lab"));
}

interface CatalogSearch {
  /** Part of a slug or name, in any case. */
  search?: string | undefined;
}

/** The catalog by name. */
export function findProviders({ search }: CatalogSearch = {}): WireProvider[] {
  const wanted = search?.toLowerCase();
  const rows = offered().filter(
    ({ slug, name }) => !wanted || slug.includes(wanted) || name.toLowerCase().includes(wanted),
  );
  return rows.flatMap(({ slug }) => loadProvider(slug) ?? []).map(toWireProvider);
}

/** {@link findProviders} for who may read the catalog. */
export const listProviders = verb("catalog:read", async (_ctx: AnyCtx, query: CatalogSearch) => findProviders(query));
