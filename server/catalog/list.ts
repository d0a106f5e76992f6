import { loadIndex, loadProvider } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { AnyCtx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import type { WireProvider } from "@/wire/providers";
import { toWireProvider } from "./wire";

/** Returns the catalog rows of this instance. The lab's providers are included only if the lab is on. */
export function offered() {
  return loadIndex().filter(({ categories }) => env().KEYHOLD_LAB || !categories.includes("lab"));
}

interface CatalogSearch {
  /** Part of a slug or name, ignoring case. */
  search?: string | undefined;
}

/** Lists providers, sorted by name. */
export function findProviders({ search }: CatalogSearch = {}): WireProvider[] {
  const wanted = search?.toLowerCase();
  const rows = offered().filter(
    ({ slug, name }) => !wanted || slug.includes(wanted) || name.toLowerCase().includes(wanted),
  );
  return rows.flatMap(({ slug }) => loadProvider(slug) ?? []).map(toWireProvider);
}

/** {@link findProviders} with a permission check. */
export const listProviders = verb("catalog:read", async (_ctx: AnyCtx, query: CatalogSearch) => findProviders(query));
