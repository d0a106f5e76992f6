import { createIntegration } from "@/server/integrations/create";
import { deleteIntegration } from "@/server/integrations/delete";
import { describeIntegration, listIntegrationDetails } from "@/server/integrations/describe";
import { updateIntegration } from "@/server/integrations/update";
import { CreateIntegrationInput, IntegrationPatch, IntegrationRef } from "@/wire/integrations";
import { toIntegrationChanges, toNewIntegration } from "@/wire/verb-input";
import { procedure, router } from "../init";

export const integrations = router({
  list: procedure(listIntegrationDetails).query(({ ctx }) => listIntegrationDetails(ctx.service)),
  get: procedure(describeIntegration)
    .input(IntegrationRef)
    .query(({ ctx, input }) => describeIntegration(ctx.service, input)),
  create: procedure(createIntegration)
    .input(CreateIntegrationInput)
    .mutation(({ ctx, input }) => createIntegration(ctx.service, toNewIntegration(input))),
  update: procedure(updateIntegration)
    .input(IntegrationPatch)
    .mutation(({ ctx, input }) =>
      updateIntegration(ctx.service, { uniqueKey: input.uniqueKey, patch: toIntegrationChanges(input.patch) }),
    ),
  delete: procedure(deleteIntegration)
    .input(IntegrationRef)
    .mutation(({ ctx, input }) => deleteIntegration(ctx.service, input)),
});
