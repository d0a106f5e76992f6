import { listDeliveries, retryDelivery } from "@/server/webhooks/deliveries";
import { readWebhookSettings, updateWebhookSettings } from "@/server/webhooks/settings";
import { revealSigningKey, rotateSigningKey } from "@/server/webhooks/signing-key";
import { sendTestEvent } from "@/server/webhooks/test-event";
import { DeliveryRef, UpdateWebhookSettingsInput } from "@/wire/webhooks";
import { environmentProcedure, router } from "../init";

export const webhooks = router({
  settings: environmentProcedure.query(({ ctx }) => readWebhookSettings(ctx.service)),
  update: environmentProcedure
    .input(UpdateWebhookSettingsInput)
    .mutation(({ ctx, input }) => updateWebhookSettings(ctx.service, input)),
  revealSigningKey: environmentProcedure.mutation(({ ctx }) => revealSigningKey(ctx.service)),
  rotateSigningKey: environmentProcedure.mutation(({ ctx }) => rotateSigningKey(ctx.service)),
  sendTest: environmentProcedure.mutation(({ ctx }) => sendTestEvent(ctx.service)),
  deliveries: environmentProcedure.query(({ ctx }) => listDeliveries(ctx.service)),
  retry: environmentProcedure.input(DeliveryRef).mutation(({ ctx, input }) => retryDelivery(ctx.service, input)),
});
