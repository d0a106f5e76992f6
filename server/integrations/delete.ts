import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { inTransaction, recordAudit } from "@/server/db";
import { findIntegration } from "@/server/vault/integration";

/** Deletes an integration with all its connections. @throws NotFoundError */
export const deleteIntegration = verb(
  "integrations:delete",
  async (ctx: Ctx, { uniqueKey }: { uniqueKey: string }): Promise<void> => {
    await inTransaction(async (tx) => {
      const row = await findIntegration(ctx, uniqueKey, tx);
      await tx.integration.delete({ where: { id: row.id, environmentId: ctx.environmentId } });
      await recordAudit(tx, ctx, { action: "integration.deleted", targetId: row.id, detail: { uniqueKey } });
    });
  },
);
