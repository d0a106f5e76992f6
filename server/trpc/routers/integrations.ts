import { createIntegration } from "@/server/integrations/create";
import { deleteIntegration } from "@/server/integrations/delete";
import { describeIntegration, listIntegrationDetails } from "@/server/integrations/describe";
import { updateIntegration } from "@/server/integrations/update";
import { CreateIntegrationInput, IntegrationPatch, IntegrationRef } from "@/wire/integrations";
import { environmentProcedure, router } from "../init";

export const integrations = router({
  list: environmentProcedure.query(({ ctx }) => listIntegrationDetails(ctx.service)),
  get: environmentProcedure.input(IntegrationRef).query(({ ctx, input }) => describeIntegration(ctx.service, input)),
  create: environmentProcedure
    .input(CreateIntegrationInput)
    .mutation(({ ctx, input }) => createIntegration(ctx.service, input)),
  update: environmentProcedure
    .input(IntegrationPatch)
    .mutation(({ ctx, input }) => updateIntegration(ctx.service, input)),
  delete: environmentProcedure
    .input(IntegrationRef)
    .mutation(({ ctx, input }) => deleteIntegration(ctx.service, input)),
});
