import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { inTransaction, recordAudit } from "@/server/db";
import type { ApiKeyRef } from "@/wire/api-keys";
import { forgetApiKeys } from "./resolve";

/** Deletes a key. This process refuses it immediately, other processes within five seconds. @throws NotFoundError */
export const deleteApiKey = verb("api_keys:delete", async (ctx: Ctx, { id }: ApiKeyRef): Promise<void> => {
  await inTransaction(async (tx) => {
    const { count } = await tx.apiKey.deleteMany({ where: { id, environmentId: ctx.environmentId } });
    if (count === 0) throw new NotFoundError("API key", id);
    await recordAudit(tx, ctx, { action: "api_key.deleted", targetId: id });
  });
  forgetApiKeys();
});
