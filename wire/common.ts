import { z } from "zod";

/** The response of a call that returns no data. */
export const Success = z.strictObject({
  success: z.literal(true).describe("Always `true`. A failed call returns an error instead."),
});

/** Accepts any query parameter, for URLs that outside parties call with their own parameters. */
export const AnyQuery = z.looseObject({});
