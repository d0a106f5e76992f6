import { listDeliveries, retryDelivery } from "@/server/webhooks/deliveries";
import { readWebhookSettings, updateWebhookSettings } from "@/server/webhooks/settings";
import { revealSigningKey, rotateSigningKey } from "@/server/webhooks/signing-key";
import { sendTestEvent } from "@/server/webhooks/test-event";
import { DeliveryRef, UpdateWebhookSettingsInput } from "@/wire/webhooks";
import { procedure, router } from "../init";

export const webhooks = router({
  settings: procedure(readWebhookSettings).query(({ ctx }) => readWebhookSettings(ctx.service)),
  update: procedure(updateWebhookSettings)
    .input(UpdateWebhookSettingsInput)
    .mutation(({ ctx, input }) => updateWebhookSettings(ctx.service, input)),
  revealSigningKey: procedure(revealSigningKey).mutation(({ ctx }) => revealSigningKey(ctx.service)),
  rotateSigningKey: procedure(rotateSigningKey).mutation(({ ctx }) => rotateSigningKey(ctx.service)),
  sendTest: procedure(sendTestEvent).mutation(({ ctx }) => sendTestEvent(ctx.service)),
  deliveries: procedure(listDeliveries).query(({ ctx }) => listDeliveries(ctx.service)),
  retry: procedure(retryDelivery)
    .input(DeliveryRef)
    .mutation(({ ctx, input }) => retryDelivery(ctx.service, input)),
});
