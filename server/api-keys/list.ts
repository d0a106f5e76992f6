import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import type { ApiKeyItem } from "@/wire/api-keys";

/** Lists the environment's API keys, oldest first, without their tokens. */
export const listApiKeys = verb("api_keys:list", async (ctx: Ctx): Promise<ApiKeyItem[]> => {
  const rows = await db().apiKey.findMany({
    where: { environmentId: ctx.environmentId },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ id, name, prefix, scopes, token, lastUsedAt, createdAt }) => {
    return { id, name, prefix, scopes, canReveal: token !== null, lastUsedAt, createdAt };
  });
});
