import { type Ctx, createCtx } from "@/server/core/ctx";
import { db } from "@/server/db";

/** An environment the user has access to. */
export interface EnvironmentChoice {
  id: string;
  name: string;
  isProduction: boolean;
  teamId: string;
  teamName: string;
}

/** Lists the environments of all teams of a user, development first. */
export async function listEnvironments(userId: string): Promise<EnvironmentChoice[]> {
  const rows = await db().environment.findMany({
    where: { team: { memberships: { some: { userId } } } },
    include: { team: true },
    orderBy: [{ isProduction: "asc" }, { name: "asc" }],
  });
  return rows.map(({ id, name, isProduction, teamId, team }) => ({
    id,
    name,
    isProduction,
    teamId,
    teamName: team.name,
  }));
}

/**
 * Finds the environment of a dashboard request, with the user's role in its team.
 * @returns null if none of the user's teams has this environment, so that other teams' names don't leak.
 */
export async function resolveEnvironment(userId: string, name: string): Promise<Ctx | null> {
  const row = await db().environment.findFirst({
    where: { name, team: { memberships: { some: { userId } } } },
    orderBy: { createdAt: "asc" },
    include: { team: { select: { memberships: { where: { userId }, select: { role: true } } } } },
  });
  const [membership] = row?.team.memberships ?? [];
  if (!row || !membership) return null;
  const environment = { teamId: row.teamId, environmentId: row.id, environmentName: row.name };
  return createCtx({ kind: "user", userId, role: membership.role, inProduction: row.isProduction }, environment);
}
