import { issueApiKey } from "@/server/api-keys/issue";
import { type Actor, createCtx, createTeamCtx, type EnvironmentRef } from "@/server/core/ctx";
import { newId, newUuid } from "@/server/core/ids";
import { createDataKey } from "@/server/crypto";
import { recordAudit, type Tx } from "@/server/db";
import { issueSigningKey } from "@/server/webhooks/issue-signing-key";

interface NewTeam {
  userId: string;
  name: string;
  /** API keys to pin, by environment name. Absent: a random key. */
  pinnedKeys?: { dev?: string | undefined; prod?: string | undefined };
}

const FIRST_ENVIRONMENTS = [
  { name: "dev", isProduction: false },
  { name: "prod", isProduction: true },
] as const;

/** Creates a user's first team with `dev` and `prod`, each with a data key, a full-access API key and a webhook signing key. */
export async function createTeam(tx: Tx, { userId, name, pinnedKeys }: NewTeam): Promise<EnvironmentRef[]> {
  const teamId = newId("team");
  await tx.team.create({ data: { id: teamId, name, memberships: { create: { userId, role: "owner" } } } });
  const actor: Actor = { kind: "user", userId, role: "owner" };
  await recordAudit(tx, createTeamCtx(actor, teamId), { action: "team.created", targetId: teamId });
  const created: EnvironmentRef[] = [];
  for (const environment of FIRST_ENVIRONMENTS) {
    const ref = { teamId, environmentId: newUuid(), environmentName: environment.name };
    await tx.environment.create({ data: { id: ref.environmentId, teamId, ...environment } });
    await createDataKey(tx, ref.environmentId);
    const ctx = createCtx(actor, ref);
    await issueApiKey(tx, ctx, {
      name: "Default - Full access",
      scopes: ["environment:*"],
      isProduction: environment.isProduction,
      pinned: pinnedKeys?.[environment.name],
    });
    await issueSigningKey(tx, ctx);
    await recordAudit(tx, ctx, { action: "environment.created", targetId: ref.environmentId });
    created.push(ref);
  }
  return created;
}
