import { Prisma, type Tx } from "@/server/db";
import { tokenHost } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { isTestMode } from "@/server/vault/test-mode";
import { healthOf, lifeOf } from "./life";

/**
 * The columns of a credential that was just brought by its user, all but the sealed one.
 * @param expiresAt of the token, epoch milliseconds by this process's clock. Null: no stated end.
 */
export async function credentialColumns(
  tx: Tx,
  integration: IntegrationRow,
  { credentials, expiresAt }: { credentials: StoredCredentials; expiresAt: number | null },
) {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`select now() as now`;
  const now = clock?.now ?? new Date();
  const life = lifeOf(providerOf(integration), credentials, {
    // From its own clock to the database's: what counts is how long it lives.
    expiresInMs: expiresAt === null ? null : expiresAt - Date.now(),
    now: now.getTime(),
    authorizedAgoMs: 0,
    isTestMode: isTestMode(integration),
    isRotated: false,
    random: Math.random(),
  });
  const at = (ms: number | null) => (ms === null ? null : new Date(now.getTime() + ms));
  const health = healthOf(credentials, life);
  return {
    ...health,
    healthSince: health.health === "healthy" ? null : now,
    lastError: Prisma.DbNull,
    toldClass: null,
    lastGoodAt: now,
    authorizedAt: now,
    refreshedAt: now,
    expiresAt: at(life.expiresInMs),
    refreshDueAt: at(life.dueInMs),
    endsAt: at(life.endsInMs),
    endsBecause: life.endsBecause,
    // As far as it is known before the first refresh.
    refreshHost: tokenHost(credentials) ?? integration.provider,
    refreshWantedAt: null,
    leaseOwner: null,
    leaseUntil: null,
    inflightAt: null,
    attempts: 0,
  };
}

/** Marks the credentials of a row as the newest: answers to renewals of the older ones are older news. */
export async function noteStored(tx: Tx, { id, environmentId }: { id: string; environmentId: string }): Promise<void> {
  await tx.$executeRaw`update "Connection" set "storedFence" = fence where id = ${id} and "environmentId" = ${environmentId}::uuid`;
}
