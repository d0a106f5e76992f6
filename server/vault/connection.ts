import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { open, seal } from "@/server/crypto";
import { pool } from "@/server/db";
import type { HealthState } from "@/wire/connections";
import type { StoredCredentials } from "./credentials";

/** What the last failed refresh left behind. */
export interface LastError {
  class: string;
  code: string;
  status: number;
  operationId: string;
  at: string;
}

/** A connection as read in one query, with the names of its integration. */
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
  /** A stored message: render it where people read it. */
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
  /** When it was read, by the database's clock: every other time of the row is compared with it. */
  readAt: Date;
}

/** Columns of a list row; the sealed credentials are only read where one connection is asked for. */
export const ITEM_COLUMNS = `c.id, c.number, c."environmentId", c."integrationId", c."connectionId", i."uniqueKey", i.provider, c."authMode",
  c."connectionConfig", c.metadata, c.tags, c."endUser", c."webhookUrlOverride", c.health, c."healthReason",
  c."healthNextStep", c."healthSince", c."lastError", c."toldClass", c."lastGoodAt", c."authorizedAt", c."endsAt", c."endsBecause",
  c."expiresAt", c."refreshDueAt", c."refreshHost", c."refreshedAt", c.attempts, c.fence, c."storedFence", c."leaseUntil", c."lastFetchedAt",
  c."createdAt", c."updatedAt", now() as "readAt"`;

export const FROM_CONNECTION = `from "Connection" c
  join "Integration" i on i.id = c."integrationId" and i."environmentId" = c."environmentId"`;

const BY_NAME = `select ${ITEM_COLUMNS}, c.credentials ${FROM_CONNECTION}
  where c."environmentId" = $1 and i."uniqueKey" = $2 and c."connectionId" = $3`;

/** Where a connection's credentials belong. */
function credentialsPlace(row: { id: string; environmentId: string }) {
  return { environmentId: row.environmentId, table: "Connection", rowId: row.id, field: "credentials" };
}

/** Seals credentials for one connection. */
export function sealCredentials(row: { id: string; environmentId: string }, credentials: StoredCredentials) {
  return seal(credentials, credentialsPlace(row));
}

/** Opens the credentials of a connection. What opens is what we sealed, for this very row: its shape needs no second look. */
export function openCredentials(row: ConnectionRow): Promise<StoredCredentials> {
  return open(row.credentials, credentialsPlace(row)) as Promise<StoredCredentials>;
}

/** The hot read: one connection by its public names, in one round trip. @returns undefined when there is none. */
export async function readConnectionRow(
  ctx: Ctx,
  name: { connectionId: string; providerConfigKey: string },
): Promise<ConnectionRow | undefined> {
  const values = [ctx.environmentId, name.providerConfigKey, name.connectionId];
  const { rows } = await pool().query<ConnectionRow>({ name: "read-connection", text: BY_NAME, values });
  return rows[0];
}

/** @throws ServiceError that says whether the integration or the connection is unknown. */
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
