import { newId } from "@/server/core/ids";
import { Prisma, type Tx } from "@/server/db";
import { sealCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { authModeOf } from "@/wire/schemes";
import { healthOf, type Lifetime, lifetimeOf } from "./lifetime";
import { isTestMode } from "./test-mode";

/** The columns that follow from a credential's lifetime. @param now the database's clock. */
export function lifetimeColumns(lifetime: Lifetime, now: Date) {
  const at = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms));
  const health = healthOf(lifetime);
  return {
    ...health,
    healthReason: health.healthReason ?? Prisma.DbNull,
    healthSince: health.health === "healthy" ? null : now,
    expiresAt: at(lifetime.expiresInMs),
    refreshDueAt: at(lifetime.dueInMs),
    endsAt: at(lifetime.endsInMs),
    endsBecause: lifetime.endsBecause ?? Prisma.DbNull,
    lastError: Prisma.DbNull,
    toldClass: null,
    lastGoodAt: now,
    refreshedAt: now,
    attempts: 0,
    leaseOwner: null,
    leaseUntil: null,
  };
}

/** Credentials that an end user just authorized or entered, or that were imported. */
export interface NewCredentials {
  integration: IntegrationRow;
  credentials: StoredCredentials;
  /** Expiry of the token, epoch milliseconds by this process's clock. Null: no stated expiry. */
  expiresAt: number | null;
}

/** The columns of new credentials, without the sealed credentials themselves. */
export async function credentialColumns(tx: Tx, { integration, credentials, expiresAt }: NewCredentials) {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`select now() as now`;
  const now = clock?.now ?? new Date();
  const lifetime = lifetimeOf(providerOf(integration), credentials, {
    // A duration, because this process's clock and the database's can differ.
    expiresInMs: expiresAt === null ? null : expiresAt - Date.now(),
    now: now.getTime(),
    authorizedAgoMs: 0,
    isTestMode: isTestMode(integration),
    isRotated: false,
    random: Math.random(),
  });
  return {
    ...lifetimeColumns(lifetime, now),
    authorizedAt: now,
    // Only a guess until the first refresh.
    refreshHost: lifetime.tokenHost ?? integration.provider,
    refreshWantedAt: null,
    inflightAt: null,
  };
}

/** The columns of a connection that don't depend on its credentials. */
type OtherColumns = Pick<
  Prisma.ConnectionUncheckedCreateInput,
  "connectionConfig" | "metadata" | "tags" | "endUser" | "webhookUrlOverride"
>;

/** Stores a new connection. @returns its internal id. */
export async function insertConnection(
  tx: Tx,
  { connectionId, ...other }: OtherColumns & { connectionId: string },
  given: NewCredentials,
): Promise<string> {
  const { integration, credentials } = given;
  const place = { id: newId("conn"), environmentId: integration.environmentId };
  const authMode = authModeOf(providerOf(integration));
  const sealed = await sealCredentials(place, credentials);
  const data = {
    ...other,
    ...(await credentialColumns(tx, given)),
    ...place,
    integrationId: integration.id,
    connectionId,
    authMode,
  };
  await tx.connection.create({ data: { ...data, credentials: sealed } });
  return place.id;
}

/** Replaces a connection's credentials. A running refresh of the old ones can no longer write its result. */
export async function replaceCredentials(
  tx: Tx,
  place: { id: string; environmentId: string },
  other: OtherColumns,
  given: NewCredentials,
): Promise<void> {
  const sealed = await sealCredentials(place, given.credentials);
  const data = { ...other, ...(await credentialColumns(tx, given)), credentials: sealed, fence: { increment: 1 } };
  await tx.connection.update({ where: { id_environmentId: place }, data });
  // Late replies to refreshes of the old credentials must not replace the new ones.
  await tx.$executeRaw`update "Connection" set "storedFence" = fence where id = ${place.id} and "environmentId" = ${place.environmentId}::uuid`;
}
