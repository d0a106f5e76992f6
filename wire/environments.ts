import { z } from "zod";

/** Settings of an environment as stored, with the defaults of absent fields. */
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
    .describe("URL of the product. The success screen links to it when the session has no return_url. Empty: no link."),
  onAuthCreation: z.boolean().default(true).describe("Send a webhook when connecting succeeds or fails."),
  onAuthRefreshError: z
    .boolean()
    .default(true)
    .describe("Send a webhook when Keyhold can no longer refresh a connection."),
});
export type EnvironmentSettings = z.output<typeof EnvironmentSettings>;

export const UpdateEnvironmentInput = z.strictObject({
  productName: z.string().trim().max(60, "Use at most 60 characters.").optional(),
  productUrl: z
    .union([z.literal(""), z.url({ protocol: /^https?$/, error: "Enter a URL that begins with https://." })])
    .optional(),
});
export type UpdateEnvironmentInput = z.output<typeof UpdateEnvironmentInput>;
