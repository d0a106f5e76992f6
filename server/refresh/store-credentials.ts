import { newId } from "@/server/core/ids";
import { Prisma, type Tx } from "@/server/db";
import { sealCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { authModeOf } from "@/wire/schemes";
import { healthOf, type Life, lifeOf } from "./life";
import { isTestMode } from "./test-mode";

/** The columns that follow from how long a credential is valid. @param now the database's clock. */
export function lifeColumns(life: Life, now: Date) {
  const at = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms));
  const health = healthOf(life);
  return {
    ...health,
    healthReason: health.healthReason ?? Prisma.DbNull,
    healthSince: health.health === "healthy" ? null : now,
    expiresAt: at(life.expiresInMs),
    refreshDueAt: at(life.dueInMs),
    endsAt: at(life.endsInMs),
    endsBecause: life.endsBecause ?? Prisma.DbNull,
    lastError: Prisma.DbNull,
    toldClass: null,
    lastGoodAt: now,
    refreshedAt: now,
    attempts: 0,
    leaseOwner: null,
    leaseUntil: null,
  };
}

/** Credentials that their owner just authorized or brought. */
export interface NewCredentials {
  integration: IntegrationRow;
  credentials: StoredCredentials;
  /** End of the token, epoch milliseconds by this process's clock. Null: no stated end. */
  expiresAt: number | null;
}

/** The columns of new credentials, all but the sealed one. */
export async function credentialColumns(tx: Tx, { integration, credentials, expiresAt }: NewCredentials) {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`select now() as now`;
  const now = clock?.now ?? new Date();
  const life = lifeOf(providerOf(integration), credentials, {
    // From this process's clock to the database's: what counts is how long the token is valid.
    expiresInMs: expiresAt === null ? null : expiresAt - Date.now(),
    now: now.getTime(),
    authorizedAgoMs: 0,
    isTestMode: isTestMode(integration),
    isRotated: false,
    random: Math.random(),
  });
  return {
    ...lifeColumns(life, now),
    authorizedAt: now,
    // As far as it is known before the first refresh.
    refreshHost: life.tokenHost ?? integration.provider,
    refreshWantedAt: null,
    inflightAt: null,
  };
}

/** The columns of a connection that have nothing to do with its credentials. */
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

/** Gives a connection other credentials. A refresh of the old ones that is under way can no longer write. */
export async function replaceCredentials(
  tx: Tx,
  place: { id: string; environmentId: string },
  other: OtherColumns,
  given: NewCredentials,
): Promise<void> {
  const sealed = await sealCredentials(place, given.credentials);
  const data = { ...other, ...(await credentialColumns(tx, given)), credentials: sealed, fence: { increment: 1 } };
  await tx.connection.update({ where: { id_environmentId: place }, data });
  // Answers to refreshes of the old credentials are older than what is stored now.
  await tx.$executeRaw`update "Connection" set "storedFence" = fence where id = ${place.id} and "environmentId" = ${place.environmentId}::uuid`;
}
