import { createApiKey } from "@/server/api-keys/create";
import { deleteApiKey } from "@/server/api-keys/delete";
import { listApiKeys } from "@/server/api-keys/list";
import { revealApiKey } from "@/server/api-keys/reveal";
import { getEnvironment } from "@/server/environments/read";
import { updateEnvironment } from "@/server/environments/update";
import { readGettingStarted } from "@/server/getting-started/read";
import { addLabIntegrations } from "@/server/getting-started/use-lab";
import { ApiKeyRef, CreateApiKeyInput } from "@/wire/api-keys";
import { UpdateEnvironmentInput } from "@/wire/environments";
import { procedure, router } from "../init";

export const environment = router({
  get: procedure(getEnvironment).query(({ ctx }) => getEnvironment(ctx.service)),
  update: procedure(updateEnvironment)
    .input(UpdateEnvironmentInput)
    .mutation(({ ctx, input }) => updateEnvironment(ctx.service, input)),
});

export const apiKeys = router({
  list: procedure(listApiKeys).query(({ ctx }) => listApiKeys(ctx.service)),
  create: procedure(createApiKey)
    .input(CreateApiKeyInput)
    .mutation(({ ctx, input }) => createApiKey(ctx.service, input)),
  reveal: procedure(revealApiKey)
    .input(ApiKeyRef)
    .mutation(({ ctx, input }) => revealApiKey(ctx.service, input)),
  delete: procedure(deleteApiKey)
    .input(ApiKeyRef)
    .mutation(({ ctx, input }) => deleteApiKey(ctx.service, input)),
});

export const gettingStarted = router({
  read: procedure(readGettingStarted).query(({ ctx }) => readGettingStarted(ctx.service)),
  addLab: procedure(addLabIntegrations).mutation(({ ctx }) => addLabIntegrations(ctx.service)),
});
