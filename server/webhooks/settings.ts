import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { db, inTransaction, recordAudit, type Tx } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { UpdateWebhookSettingsInput, WebhookSettings } from "@/wire/webhooks";

/** Returns the URLs of the webhook endpoints, and which webhooks are sent. */
export const readWebhookSettings = verb("webhooks:read", async (ctx: Ctx): Promise<WebhookSettings> => {
  const { settings } = await readEnvironment(ctx);
  const endpoints = await db().webhookEndpoint.findMany({ where: { environmentId: ctx.environmentId } });
  const urlOf = (slot: string) => endpoints.find((endpoint) => endpoint.slot === slot)?.url ?? "";
  const { onAuthCreation, onAuthRefreshError } = settings;
  return { primaryUrl: urlOf("primary"), secondaryUrl: urlOf("secondary"), onAuthCreation, onAuthRefreshError };
});

async function setEndpoint(tx: Tx, ctx: Ctx, slot: string, url: string | undefined): Promise<void> {
  if (url === undefined) return;
  const { environmentId } = ctx;
  if (url === "") {
    // Pending deliveries keep their URL; only the endpoint is deleted.
    await tx.delivery.updateMany({ where: { environmentId, endpoint: { slot } }, data: { endpointId: null } });
    await tx.webhookEndpoint.deleteMany({ where: { environmentId, slot } });
    return;
  }
  const where = { environmentId_slot: { environmentId, slot } };
  await tx.webhookEndpoint.upsert({ where, update: { url }, create: { id: newId("whe"), environmentId, slot, url } });
}

/** Updates the given settings and returns all of them. Absent settings stay unchanged. */
export const updateWebhookSettings = verb(
  "webhooks:update",
  async (ctx: Ctx, input: UpdateWebhookSettingsInput): Promise<WebhookSettings> => {
    await inTransaction(async (tx) => {
      await setEndpoint(tx, ctx, "primary", input.primaryUrl);
      await setEndpoint(tx, ctx, "secondary", input.secondaryUrl);
      const { settings } = await readEnvironment(ctx, tx);
      const toggles = {
        onAuthCreation: input.onAuthCreation ?? settings.onAuthCreation,
        onAuthRefreshError: input.onAuthRefreshError ?? settings.onAuthRefreshError,
      };
      await tx.environment.update({
        where: { id: ctx.environmentId },
        data: { settings: { ...settings, ...toggles } },
      });
      await recordAudit(tx, ctx, { action: "webhooks.updated", detail: { fields: Object.keys(input) } });
    });
    return readWebhookSettings(ctx);
  },
);
