import { z } from "zod";

/** Settings of an environment as stored. Absent fields take these defaults. */
export const EnvironmentSettings = z.object({
  productName: z
    .string()
    .trim()
    .max(60)
    .default("")
    .describe("Name end users see in the Connect UI. Empty: the team's name."),
  productUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/ })])
    .default("")
    .describe(
      "Where the product lives; the success screen leads there when a session names no return_url. Empty: none.",
    ),
  onAuthCreation: z.boolean().default(true).describe("Send a webhook when a connection is made or fails to be made."),
  onAuthRefreshError: z
    .boolean()
    .default(true)
    .describe("Send a webhook when a credential can no longer be refreshed."),
});
export type EnvironmentSettings = z.output<typeof EnvironmentSettings>;

export const UpdateEnvironmentInput = z.strictObject({
  productName: z.string().trim().max(60, "Use at most 60 characters.").optional(),
  productUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "Enter an address that begins with https://." })])
    .optional(),
});
export type UpdateEnvironmentInput = z.output<typeof UpdateEnvironmentInput>;
