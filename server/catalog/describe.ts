import { loadProvider } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { AnyCtx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { clientNeed, clientProof } from "@/server/schemes";
import type { ClientNeed, ClientProof } from "@/server/schemes/scheme";
import type { FieldSchema } from "@/wire/providers";
import { isRedirect } from "@/wire/schemes";
import { offered } from "./list";
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

/** Lists the catalog for the dashboard's provider picker. */
export const listCatalog = verb("catalog:read", async (_ctx: AnyCtx): Promise<CatalogRow[]> => offered());

/** What the dashboard needs to set up one provider. */
export interface ProviderDetail {
  slug: string;
  name: string;
  scheme: string;
  authMode: string;
  description: string;
  categories: string[];
  /** What the team must enter. */
  needs: ClientNeed;
  /** What the team enters as client secret. */
  clientProof: ClientProof;
  hasCallback: boolean;
  /** Whether access expires early while the team's app is in the provider's test mode. */
  hasTestMode: boolean;
  /** Fields that each end user fills in. */
  fields: (FieldSchema & { name: string })[];
  /** Fields that the team fills in. */
  settings: (FieldSchema & { name: string })[];
  guide: string[];
  docsUrl: string | null;
  registerAppUrl: string | null;
  defaultScopes: string[];
  scopeSeparator: string;
}

/** Returns one provider with its setup guide. @throws ServiceError `not_found` */
export function readProviderDetail(slug: string): ProviderDetail {
  const entry = loadProvider(slug);
  if (!entry) throw new ServiceError("not_found", `The catalog has no provider "${slug}".`);
  const wire = toWireProvider(entry);
  const named = (fields: Record<string, FieldSchema> = {}) =>
    Object.entries(fields).map(([name, field]) => ({ name, ...field }));
  return {
    slug,
    name: entry.name,
    scheme: entry.scheme,
    authMode: wire.auth_mode,
    description: entry.texts.description,
    categories: entry.categories,
    needs: clientNeed(entry),
    clientProof: clientProof(entry),
    hasCallback: isRedirect(entry),
    hasTestMode: "refreshTokenLife" in entry && entry.refreshTokenLife?.testMode !== undefined,
    fields: named({ ...wire.connection_config, ...wire.credentials }).filter(({ automated }) => !automated),
    settings: named(wire.integration_config),
    guide: entry.texts.guide,
    docsUrl: entry.docsUrl ?? null,
    registerAppUrl: entry.registerAppUrl ?? null,
    defaultScopes: wire.default_scopes ?? [],
    scopeSeparator: wire.scope_separator ?? " ",
  };
}

/** {@link readProviderDetail} with a permission check. */
export const describeProvider = verb("catalog:read", async (_ctx: AnyCtx, { slug }: { slug: string }) =>
  readProviderDetail(slug),
);
