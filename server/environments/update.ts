import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { inTransaction, recordAudit } from "@/server/db";
import type { EnvironmentSettings, UpdateEnvironmentInput } from "@/wire/environments";
import { readEnvironment } from "./read";

/** Changes the given settings and keeps the others. */
async function changeSettings(ctx: Ctx, patch: Partial<EnvironmentSettings>): Promise<void> {
  await inTransaction(async (tx) => {
    const { settings } = await readEnvironment(ctx, tx);
    await tx.environment.update({ where: { id: ctx.environmentId }, data: { settings: { ...settings, ...patch } } });
    await recordAudit(tx, ctx, { action: "environment.updated", detail: { fields: Object.keys(patch) } });
  });
}

/** Changes how the product appears to end users. */
export const updateEnvironment = verb(
  "environment:update",
  async (ctx: Ctx, input: UpdateEnvironmentInput): Promise<void> => {
    await changeSettings(ctx, Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)));
  },
);
