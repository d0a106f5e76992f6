import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { open, seal } from "@/server/crypto";
import { pool } from "@/server/db";
import type { HealthState } from "@/wire/connections";
import type { StoredCredentials } from "./credentials";

/** The error of the last failed refresh. */
export interface LastError {
  class: string;
  code: string;
  status: number;
  operationId: string;
  at: string;
}

/** A connection with the key and provider of its integration, as one query reads it. */
export interface ConnectionRow {
  id: string;
  number: number;
  environmentId: string;
  integrationId: string;
  connectionId: string;
  uniqueKey: string;
  provider: string;
  authMode: string;
  credentials: Uint8Array;
  connectionConfig: Record<string, unknown>;
  metadata: Record<string, unknown> | null;
  tags: Record<string, string>;
  endUser: Record<string, unknown> | null;
  webhookUrlOverride: string | null;
  health: HealthState;
  /** A stored message. Render it before people read it. */
  healthReason: unknown;
  /** Code of a message. */
  healthNextStep: string | null;
  healthSince: Date | null;
  lastError: LastError | null;
  toldClass: string | null;
  lastGoodAt: Date | null;
  authorizedAt: Date;
  endsAt: Date | null;
  /** A stored message. */
  endsBecause: unknown;
  expiresAt: Date | null;
  refreshDueAt: Date | null;
  refreshHost: string;
  refreshedAt: Date | null;
  attempts: number;
  fence: number;
  /** The fence under which the credentials were stored. */
  storedFence: number;
  leaseUntil: Date | null;
  lastFetchedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  /** When the row was read, by the database's clock. Compare the other times of the row with it. */
  readAt: Date;
}

/** Columns of a connection without its sealed credentials, which only reads of one connection need. */
export const ITEM_COLUMNS = `c.id, c.number, c."environmentId", c."integrationId", c."connectionId", i."uniqueKey", i.provider, c."authMode",
  c."connectionConfig", c.metadata, c.tags, c."endUser", c."webhookUrlOverride", c.health, c."healthReasonCode" as "healthReason",
  c."healthNextStepCode" as "healthNextStep", c."healthSince", c."lastError", c."toldClass", c."lastGoodAt", c."authorizedAt", c."endsAt", c."endsBecauseCode" as "endsBecause",
  c."expiresAt", c."refreshDueAt", c."refreshHost", c."refreshedAt", c.attempts, c.fence, c."storedFence", c."leaseUntil", c."lastFetchedAt",
  c."createdAt", c."updatedAt", now() as "readAt"`;

export const FROM_CONNECTION = `from "Connection" c
  join "Integration" i on i.id = c."integrationId" and i."environmentId" = c."environmentId"`;

const BY_NAME = `select ${ITEM_COLUMNS}, c.credentials ${FROM_CONNECTION}
  where c."environmentId" = $1 and i."uniqueKey" = $2 and c."connectionId" = $3`;

/** Returns the place to which a connection's credentials are sealed. */
function credentialsPlace(row: { id: string; environmentId: string }) {
  return { environmentId: row.environmentId, table: "Connection", rowId: row.id, field: "credentials" };
}

/** Seals credentials for one connection. */
export function sealCredentials(row: { id: string; environmentId: string }, credentials: StoredCredentials) {
  return seal(credentials, credentialsPlace(row));
}

/** Opens the credentials of a connection. They open only if we sealed them for this row, so their shape needs no check. */
export function openCredentials(row: ConnectionRow): Promise<StoredCredentials> {
  return open(row.credentials, credentialsPlace(row)) as Promise<StoredCredentials>;
}

/** Returns a connection by its public names, in one round trip, or undefined. */
export async function readConnectionRow(
  ctx: Ctx,
  name: { connectionId: string; providerConfigKey: string },
): Promise<ConnectionRow | undefined> {
  const values = [ctx.environmentId, name.providerConfigKey, name.connectionId];
  const { rows } = await pool().query<ConnectionRow>({ name: "read-connection", text: BY_NAME, values });
  return rows[0];
}

/** Returns a connection by its public names. @throws ServiceError `unknown_provider_config` or `not_found`. */
export async function findConnectionRow(
  ctx: Ctx,
  name: { connectionId: string; providerConfigKey: string },
): Promise<ConnectionRow> {
  const row = await readConnectionRow(ctx, name);
  if (row) return row;
  const known = await pool().query(`select 1 from "Integration" where "environmentId" = $1 and "uniqueKey" = $2`, [
    ctx.environmentId,
    name.providerConfigKey,
  ]);
  if (known.rowCount === 0) {
    const message = `This environment has no integration "${name.providerConfigKey}". Check provider_config_key.`;
    throw new ServiceError("unknown_provider_config", message, { status: 400 });
  }
  const message = `The integration "${name.providerConfigKey}" has no connection "${name.connectionId}".`;
  throw new ServiceError("not_found", message);
}
