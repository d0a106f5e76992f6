import { describeProvider, listCatalog } from "@/server/catalog/describe";
import { ProviderRef } from "@/wire/providers";
import { procedure, router } from "../init";

export const providers = router({
  list: procedure(listCatalog).query(({ ctx }) => listCatalog(ctx.service)),
  get: procedure(describeProvider)
    .input(ProviderRef)
    .query(({ ctx, input }) => describeProvider(ctx.service, input)),
});
