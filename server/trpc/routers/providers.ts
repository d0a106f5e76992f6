import { describeProvider, listCatalog } from "@/server/catalog/describe";
import { ProviderRef } from "@/wire/providers";
import { environmentProcedure, router } from "../init";

export const providers = router({
  list: environmentProcedure.query(() => listCatalog()),
  get: environmentProcedure.input(ProviderRef).query(({ input }) => describeProvider(input.slug)),
});
