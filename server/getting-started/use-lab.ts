import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import { createIntegration } from "@/server/integrations/create";

/** The provider lab's documented OAuth client (docs/guides/provider-lab.md). */
const LAB_CLIENT = { type: "OAUTH2" as const, client_id: "lab-client", client_secret: "lab-secret" };

/** Adds the lab's integrations that are still missing, ready to use. */
export const addLabIntegrations = verb("integrations:create", async (ctx: Ctx): Promise<void> => {
  const existing = await db().integration.findMany({
    where: { environmentId: ctx.environmentId, uniqueKey: { startsWith: "lab-" } },
    select: { uniqueKey: true },
  });
  const has = (key: string) => existing.some(({ uniqueKey }) => uniqueKey === key);
  if (!has("lab-oauth2"))
    await createIntegration(ctx, { provider: "lab-oauth2", uniqueKey: "lab-oauth2", credentials: LAB_CLIENT });
  if (!has("lab-api-key")) await createIntegration(ctx, { provider: "lab-api-key", uniqueKey: "lab-api-key" });
});
