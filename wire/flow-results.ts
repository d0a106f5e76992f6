import { z } from "zod";

/** What the result page shows about a flow. */
export const FlowResult = z.object({
  status: z.enum(["pending", "succeeded", "failed"]),
  code: z.string().nullable(),
  message: z.string().nullable().describe("Plain text. Can contain the provider's error message."),
  providerConfigKey: z.string(),
  providerSlug: z.string(),
  providerName: z.string(),
  productName: z.string(),
  returnUrl: z.string().nullable(),
  connectionId: z.string().nullable(),
  isReconnect: z.boolean().describe("The account was connected before, and authorized again."),
  isPending: z.boolean().describe("An owner of the account must approve the installation first."),
});
export type FlowResult = z.output<typeof FlowResult>;
