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

/** The catalog as the picker shows it. */
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
  /** What is entered as client secret. */
  clientProof: ClientProof;
  hasCallback: boolean;
  /** Access ends early while the team's app is in the provider's test mode. */
  hasTestMode: boolean;
  /** Asked from each end user. */
  fields: (FieldSchema & { name: string })[];
  /** Asked from the team. */
  settings: (FieldSchema & { name: string })[];
  guide: string[];
  docsUrl: string | null;
  registerAppUrl: string | null;
  defaultScopes: string[];
  scopeSeparator: string;
}

/** One provider with its guide. @throws ServiceError `not_found` */
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

/** {@link readProviderDetail} for who may read the catalog. */
export const describeProvider = verb("catalog:read", async (_ctx: AnyCtx, { slug }: { slug: string }) =>
  readProviderDetail(slug),
);
