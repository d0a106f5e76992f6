import { createConnectSession } from "@/server/connect/session/create";
import { purgeExpired } from "@/server/connect/session/purge";
import { createReconnectSession } from "@/server/connect/session/reconnect";
import { readCalendar } from "@/server/connections/calendar";
import { timeline } from "@/server/connections/describe";
import { listConnections } from "@/server/connections/list";
import { type Ctx, createCtx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { createDataKey } from "@/server/crypto";
import { db, inTransaction } from "@/server/db";
import { checkDatabase } from "@/server/doctor/check-database";
import { readGettingStarted } from "@/server/getting-started/read";
import { readInstanceState } from "@/server/instance/read-state";
import { describeIntegration, listIntegrationDetails } from "@/server/integrations/describe";
import { listIntegrations } from "@/server/integrations/list";
import { claimDue, claimDueOf, claimOne, claimWanted, extendLease, postpone } from "@/server/refresh/claim";
import { commitSuccess } from "@/server/refresh/commit";
import { dueForRefresh } from "@/server/refresh/due";
import { reconcileLateReplies } from "@/server/refresh/late-replies";
import { noteExpiring } from "@/server/refresh/note-expiring";
import type { Success } from "@/server/refresh/outcome";
import { findConnectionRow } from "@/server/vault/connection";
import { isInstallationHeld } from "@/server/vault/installation-held";
import { deliverDue } from "@/server/webhooks/deliver-due";
import { listDeliveries } from "@/server/webhooks/deliveries";
import { ListConnectionsQuery } from "@/wire/connections";

/** A call whose cost could grow with the number of connections, with a readable name. */
export interface Verb {
  name: string;
  run(): Promise<unknown>;
}

const OWNER = "bench";

async function environmentWithMost(): Promise<Ctx> {
  const [largest] = await db().connection.groupBy({
    by: ["environmentId"],
    _count: true,
    orderBy: { _count: { environmentId: "desc" } },
    take: 1,
  });
  const { id, teamId, name } = await db().environment.findUniqueOrThrow({
    where: { id: largest?.environmentId ?? "" },
  });
  return createCtx({ kind: "system", job: "bench" }, { environmentId: id, teamId, environmentName: name });
}

function lists(ctx: Ctx, known: { connectionId: string; number: number }): Verb[] {
  const list = (name: string, query: Record<string, unknown>): Verb => ({
    name: `list ${name}`,
    run: () => listConnections(ctx, ListConnectionsQuery.parse(query)),
  });
  const healths = ["healthy", "expiring", "failing", "needs_reconnect", "interrupted"];
  return [
    list("newest 100", { limit: "100" }),
    list("newest 10,000", {}),
    list("page 1,000 of 100", { limit: "100", page: "1000" }),
    list("page 50 of 10,000", { page: "50" }),
    list("by connection ID", { connectionId: known.connectionId }),
    list("of one common integration", { integrationId: "lab-oauth2-0", limit: "100" }),
    list("of one rare integration", { integrationId: "lab-oauth2-39", limit: "100" }),
    list("of one end user", { endUserId: `user-${known.number}` }),
    list("of no end user", { endUserId: "nobody" }),
    list("of one organization", { endUserOrganizationId: "org-77" }),
    list("with a common tag", { tags: { plan: "free" }, limit: "100" }),
    list("with a tag of 2 %", { tags: { plan: "gold" }, limit: "100" }),
    ...healths.map((health) => list(health, { health, limit: "100" })),
    list("expiring in 30 days", { endsWithinDays: "30", limit: "100" }),
    list("search, one hit", { search: `person${known.number}@`, limit: "50" }),
    list("search, many hits", { search: "grace", limit: "50" }),
    list("search, 0.1 % hit", { search: "company77.example", limit: "50" }),
    list("search, no hit", { search: "nobody-has-this", limit: "50" }),
    list("search, two letters, no hit", { search: "#~", limit: "50" }),
    list("search, part of an ID", { search: known.connectionId.slice(9, 18), limit: "50" }),
    list("search within a rare health state", { search: "grace", health: "interrupted", limit: "50" }),
  ];
}

/** Returns the calls of a backend and of the dashboard, in the largest environment. */
async function asked(ctx: Ctx): Promise<Verb[]> {
  const where = { environmentId: ctx.environmentId, integration: { uniqueKey: "lab-oauth2-0" } };
  const known = await db().connection.findFirstOrThrow({ where, orderBy: { number: "asc" }, skip: 100 });
  const ref = { connectionId: known.connectionId, providerConfigKey: "lab-oauth2-0" };
  const held = { ...known, tags: known.tags as Record<string, string> };
  const endUser = { endUser: { id: "user-1" } };
  return [
    { name: "read one connection", run: () => findConnectionRow(ctx, ref) },
    { name: "its timeline", run: () => timeline(ctx, ref) },
    { name: "whether its end user has an installation", run: () => isInstallationHeld(held, "installation_id", "1") },
    ...lists(ctx, known),
    { name: "calendar of 30 days", run: () => readCalendar(ctx, { days: 30 }) },
    { name: "integrations with counts", run: () => listIntegrationDetails(ctx) },
    { name: "one integration with its count", run: () => describeIntegration(ctx, { uniqueKey: "lab-oauth2-0" }) },
    { name: "integrations", run: () => listIntegrations(ctx, {} as never) },
    { name: "getting started", run: () => readGettingStarted(ctx) },
    { name: "webhook deliveries", run: () => listDeliveries(ctx) },
    { name: "new connect session", run: () => createConnectSession(ctx, endUser as never) },
    {
      name: "new reconnect session",
      run: () =>
        createReconnectSession(ctx, {
          connectionId: ref.connectionId,
          providerConfigKey: ref.providerConfigKey,
          ...endUser,
        } as never),
    },
  ];
}

/** Stores many refreshes at once, as if the provider had responded. Later explains find each row under an outdated fence. */
async function storeRefreshes(): Promise<void> {
  const claims = await claimDue(OWNER, 50, []);
  for (const environmentId of new Set(claims.map((claim) => claim.environmentId))) {
    const known = await db().dataKey.count({ where: { environmentId } });
    if (known === 0) await inTransaction((tx) => createDataKey(tx, environmentId));
  }
  const success: Success = {
    ...{
      credentials: { type: "OAUTH2", access_token: "token", token_url: "https://as.example/token", raw: {} },
      kept: {},
      isPending: false,
      tokenHost: null,
      isRecovered: false,
      isInstalled: false,
    },
    ...{ expiresInMs: 3_600_000, dueInMs: 2_700_000, endsInMs: null, endsBecause: null },
    ...{ health: "healthy", healthReason: null, healthNextStep: null },
  };
  const told = () => ({ operationId: newId("op"), startedAt: new Date(), steps: [] });
  await Promise.all(claims.map((claim) => commitSuccess(claim, success, told(), claim.refreshHost)));
}

/** Returns the calls of the worker, across all environments. */
function worked(): Verb[] {
  const one = async () => {
    const [row] = await dueForRefresh(1);
    if (!row) throw new Error("Nothing is due");
    const claimed = await claimOne(row, OWNER);
    if (claimed) await extendLease(claimed);
  };
  return [
    { name: "claim wanted refreshes", run: () => claimWanted(OWNER, 50) },
    { name: "claim due refreshes", run: () => claimDue(OWNER, 50, []) },
    { name: "claim due refreshes, without the host that is down", run: () => claimDue(OWNER, 50, ["down.example"]) },
    { name: "claim due refreshes of one host", run: () => claimDueOf(OWNER, "down.example", 50) },
    { name: "postpone due refreshes of a host", run: () => postpone("down.example", 60_000) },
    { name: "claim one, extend its lease", run: one },
    { name: "store 50 refreshes", run: storeRefreshes },
    { name: "due connections for Inngest", run: () => dueForRefresh(500) },
    { name: "mark expiring connections", run: () => noteExpiring() },
    { name: "due webhooks", run: () => deliverDue(OWNER) },
    { name: "late replies", run: () => reconcileLateReplies() },
    { name: "instance state", run: () => readInstanceState() },
    { name: "doctor", run: () => checkDatabase() },
    { name: "purge", run: () => purgeExpired() },
  ];
}

/** Returns every call, bound to the seeded database. */
export async function verbs(): Promise<Verb[]> {
  return [...(await asked(await environmentWithMost())), ...worked()];
}
