import { z } from "zod";
import { describeProvider, listCatalog } from "@/server/catalog/describe";
import { environmentProcedure, router } from "../init";

export const providers = router({
  list: environmentProcedure.query(() => listCatalog()),
  get: environmentProcedure
    .input(z.strictObject({ slug: z.string().max(255) }))
    .query(({ input }) => describeProvider(input.slug)),
});
