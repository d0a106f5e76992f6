import { type Ctx, createCtx } from "@/server/core/ctx";
import { db } from "@/server/db";

/** An environment a person may enter. */
export interface EnvironmentChoice {
  id: string;
  name: string;
  isProduction: boolean;
  teamId: string;
  teamName: string;
}

/** The environments of all teams of a person, development first. */
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
 * Finds the environment a signed-in user calls, and their role in its team.
 * @returns null when there is no such environment in a team of theirs: nothing is said of other teams.
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
