import type { EnvironmentRef } from "@/server/core/ctx";
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

/** The environment of this name that the person may enter. @returns null when there is none: nothing is said of others. */
export async function resolveEnvironment(userId: string, name: string): Promise<EnvironmentRef | null> {
  const row = await db().environment.findFirst({
    where: { name, team: { memberships: { some: { userId } } } },
    orderBy: { createdAt: "asc" },
  });
  return row && { teamId: row.teamId, environmentId: row.id, environmentName: row.name };
}
