import { loadProvider, type Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import { NotFoundError, ServiceError } from "@/server/core/errors";
import { open, seal } from "@/server/crypto";
import { db, type Tx } from "@/server/db";
import type { Integration as Row } from "@/server/db/generated/client";
import { callbackPath } from "@/wire/endpoints";
import type { OwnClient } from "./credentials";

export type IntegrationRow = Row;

/** The secrets that the team entered for an integration, sealed as one JSON value. */
export interface ClientSecrets {
  /** Secret of the OAuth client. Absent: the integration has no client, or a public one. */
  clientSecret?: string | undefined;
  webhookSecret?: string | undefined;
  /** Settings of the catalog entry by name, such as an app's private key. */
  settings?: Record<string, string> | undefined;
  /** OAuth clients that Keyhold registered for the integration, by issuer (RFC 7591). */
  registrations?: Record<string, OwnClient> | undefined;
}

function placeOf(row: { id: string; environmentId: string }) {
  return { environmentId: row.environmentId, table: "Integration", rowId: row.id, field: "credentials" };
}

/** Seals the secrets of an integration for its row. */
export function sealClientSecrets(row: { id: string; environmentId: string }, secrets: ClientSecrets) {
  return seal(secrets, placeOf(row));
}

/** Opens the secrets of an integration, or returns null when it has none. */
export async function openClientSecrets(row: IntegrationRow): Promise<ClientSecrets | null> {
  return row.credentials ? ((await open(row.credentials, placeOf(row))) as ClientSecrets) : null;
}

/** Returns the settings that the team entered for an integration, by name. */
export async function openSettings(row: IntegrationRow): Promise<Record<string, string>> {
  return (await openClientSecrets(row))?.settings ?? {};
}

/** Returns the catalog entry of an integration. @throws ServiceError when the catalog no longer has it. */
export function providerOf(row: { provider: string }): Provider {
  const provider = loadProvider(row.provider);
  if (provider) return provider;
  const message = `The provider "${row.provider}" is not in the catalog of this version. Choose one from GET /providers.`;
  throw new ServiceError("unknown_provider_template", message);
}

/** Returns an integration of the environment by its key. @throws NotFoundError */
export async function findIntegration(ctx: Ctx, uniqueKey: string, tx: Tx = db()): Promise<IntegrationRow> {
  const row = await tx.integration.findUnique({
    where: { environmentId_uniqueKey: { environmentId: ctx.environmentId, uniqueKey } },
  });
  if (!row) throw new NotFoundError("integration", uniqueKey);
  return row;
}

/** Returns the redirect URI of an integration. Each integration has its own, and it never comes from a request (RFC 9700 §4.4, §4.5). */
export function callbackUrlOf(row: { callbackId: string }): string {
  return env().KEYHOLD_PUBLIC_URL + callbackPath(row.callbackId);
}
