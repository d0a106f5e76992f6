import { loadProvider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { offered } from "./list";
import type { FieldSchema } from "./schema";
import { toWireProvider } from "./wire";

/** A row of the dashboard's catalog picker. */
export interface CatalogRow {
  slug: string;
  name: string;
  scheme: string;
  authMode: string;
  categories: string[];
  popular: number | null;
}

/** The catalog as the picker shows it. */
export function listCatalog(): CatalogRow[] {
  return offered();
}

/** What the dashboard needs to set up one provider. */
export interface ProviderDetail {
  slug: string;
  name: string;
  scheme: string;
  authMode: string;
  description: string;
  categories: string[];
  fields: (FieldSchema & { name: string })[];
  guide: string[];
  docsUrl: string | null;
  registerAppUrl: string | null;
  defaultScopes: string[];
  scopeSeparator: string;
}

/** One provider with its guide. @throws ServiceError `not_found` */
export function describeProvider(slug: string): ProviderDetail {
  const entry = loadProvider(slug);
  if (!entry) throw new ServiceError("not_found", `The catalog has no provider "${slug}".`);
  const wire = toWireProvider(entry);
  const fields = Object.entries({ ...wire.connection_config, ...wire.credentials });
  return {
    slug,
    name: entry.name,
    scheme: entry.scheme,
    authMode: wire.auth_mode,
    description: entry.texts.description,
    categories: entry.categories,
    fields: fields.filter(([, field]) => !field.automated).map(([name, field]) => ({ name, ...field })),
    guide: entry.texts.guide,
    docsUrl: entry.docsUrl ?? null,
    registerAppUrl: entry.registerAppUrl ?? null,
    defaultScopes: wire.default_scopes ?? [],
    scopeSeparator: wire.scope_separator ?? " ",
  };
}
