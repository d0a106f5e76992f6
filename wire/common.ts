import { z } from "zod";

/** The answer where there is nothing else to say. */
export const Success = z.strictObject({
  success: z.literal(true).describe("Always true; a failure answers with an error."),
});

/** Accepts any query parameter, for addresses that outside parties call with parameters of their own. */
export const AnyQuery = z.looseObject({});
