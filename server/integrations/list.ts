import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import type { Integration } from "@/wire/integrations";
import { toIntegration } from "./internal";

/** Lists the environment's integrations, oldest first. `allowed` limits them to these keys. Empty or absent: all. */
export const listIntegrations = verb(
  "integrations:list",
  async (ctx: Ctx, { allowed = [] }: { allowed?: string[] } = {}): Promise<Integration[]> => {
    const rows = await db().integration.findMany({
      where: { environmentId: ctx.environmentId, ...(allowed.length > 0 && { uniqueKey: { in: allowed } }) },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map(toIntegration);
  },
);
