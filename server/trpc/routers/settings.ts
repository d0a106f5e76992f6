import { createApiKey } from "@/server/api-keys/create";
import { deleteApiKey } from "@/server/api-keys/delete";
import { listApiKeys } from "@/server/api-keys/list";
import { revealApiKey } from "@/server/api-keys/reveal";
import { readEnvironment } from "@/server/environments/read";
import { updateEnvironment } from "@/server/environments/update";
import { readGettingStarted } from "@/server/getting-started/read";
import { addLabIntegrations } from "@/server/getting-started/use-lab";
import { ApiKeyRef, CreateApiKeyInput } from "@/wire/api-keys";
import { UpdateEnvironmentInput } from "@/wire/environments";
import { environmentProcedure, router } from "../init";

export const environment = router({
  get: environmentProcedure.query(({ ctx }) => readEnvironment(ctx.service)),
  update: environmentProcedure
    .input(UpdateEnvironmentInput)
    .mutation(({ ctx, input }) => updateEnvironment(ctx.service, input)),
});

export const apiKeys = router({
  list: environmentProcedure.query(({ ctx }) => listApiKeys(ctx.service)),
  create: environmentProcedure.input(CreateApiKeyInput).mutation(({ ctx, input }) => createApiKey(ctx.service, input)),
  reveal: environmentProcedure.input(ApiKeyRef).mutation(({ ctx, input }) => revealApiKey(ctx.service, input)),
  delete: environmentProcedure.input(ApiKeyRef).mutation(({ ctx, input }) => deleteApiKey(ctx.service, input)),
});

export const gettingStarted = router({
  read: environmentProcedure.query(({ ctx }) => readGettingStarted(ctx.service)),
  addLab: environmentProcedure.mutation(({ ctx }) => addLabIntegrations(ctx.service)),
});
