import { loadIndex, loadProvider } from "@/providers/load";
import { env } from "@/server/core/env";
import type { WireProvider } from "@/wire/providers";
import { toWireProvider } from "./wire";

/** The rows of the catalog this instance offers: the lab's only where the lab is on. */
export function offered() {
  return loadIndex().filter(({ categories }) => env().KEYHOLD_LAB || !categories.includes("lab"));
}

/** Lists the catalog by name. `search`: part of a slug or name, in any case. */
export function listProviders({ search }: { search?: string | undefined } = {}): WireProvider[] {
  const wanted = search?.toLowerCase();
  const rows = offered().filter(
    ({ slug, name }) => !wanted || slug.includes(wanted) || name.toLowerCase().includes(wanted),
  );
  return rows.flatMap(({ slug }) => loadProvider(slug) ?? []).map(toWireProvider);
}
