import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { NotFoundError, ServiceError } from "@/server/core/errors";
import { open } from "@/server/crypto";
import { inTransaction, recordAudit } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { ApiKeyRef } from "@/wire/api-keys";

/** Returns the token of a key. A production key can be shown only once. Each call is in the audit log. */
export const revealApiKey = verb("api_keys:reveal", async (ctx: Ctx, { id }: ApiKeyRef): Promise<{ token: string }> => {
  return inTransaction(async (tx) => {
    const row = await tx.apiKey.findFirst({ where: { id, environmentId: ctx.environmentId } });
    if (!row) throw new NotFoundError("API key", id);
    if (!row.token)
      throw new ServiceError("conflict", "This key was already shown. Create a new key and delete this one.");
    const { isProduction } = await readEnvironment(ctx, tx);
    if (isProduction) {
      const { count } = await tx.apiKey.updateMany({
        where: { id, environmentId: ctx.environmentId, token: { not: null } },
        data: { token: null },
      });
      if (count === 0)
        throw new ServiceError("conflict", "This key was already shown. Create a new key and delete this one.");
    }
    await recordAudit(tx, ctx, { action: "api_key.revealed", targetId: id });
    const place = { environmentId: ctx.environmentId, table: "ApiKey", rowId: id, field: "token" };
    return { token: String(await open(row.token, place)) };
  });
});
