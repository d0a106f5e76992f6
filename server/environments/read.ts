import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import { db, type Tx } from "@/server/db";
import { EnvironmentSettings } from "@/wire/environments";

/** An environment as the dashboard shows it. */
export interface EnvironmentView {
  name: string;
  isProduction: boolean;
  teamName: string;
  settings: EnvironmentSettings;
  publicUrl: string;
  labEnabled: boolean;
  /** The name end users see. */
  productName: string;
}

/** Reads the environment of `ctx`. */
export async function readEnvironment(ctx: Ctx, tx: Tx = db()): Promise<EnvironmentView> {
  const row = await tx.environment.findUniqueOrThrow({ where: { id: ctx.environmentId }, include: { team: true } });
  const settings = EnvironmentSettings.parse(row.settings);
  return {
    name: row.name,
    isProduction: row.isProduction,
    teamName: row.team.name,
    settings,
    publicUrl: env().KEYHOLD_PUBLIC_URL,
    labEnabled: env().KEYHOLD_LAB,
    productName: settings.productName || row.team.name,
  };
}

/** {@link readEnvironment} with a permission check. */
export const getEnvironment = verb("environment:read", (ctx: Ctx) => readEnvironment(ctx));
