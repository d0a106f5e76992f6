import { z } from "zod";

const Address = z.union([
  z.literal(""),
  z.url({ protocol: /^https?$/, error: "Enter a URL that begins with https://." }).max(2048),
]);

export const UpdateWebhookSettingsInput = z.strictObject({
  primaryUrl: Address.optional().describe("Empty: none."),
  secondaryUrl: Address.optional(),
  onAuthCreation: z.boolean().optional(),
  onAuthRefreshError: z.boolean().optional(),
});
export type UpdateWebhookSettingsInput = z.output<typeof UpdateWebhookSettingsInput>;

/** Webhook settings. The signing key is not part of them: another verb reveals it. */
export const WebhookSettings = z.object({
  primaryUrl: z.string(),
  secondaryUrl: z.string(),
  onAuthCreation: z.boolean(),
  onAuthRefreshError: z.boolean(),
});
export type WebhookSettings = z.output<typeof WebhookSettings>;

/** One delivery in the dashboard's list. */
export const DeliveryItem = z.object({
  id: z.string(),
  eventType: z.string(),
  url: z.string(),
  status: z.enum(["pending", "delivered", "failed"]),
  attempts: z.number().int(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  nextAttemptAt: z.date().nullable(),
  createdAt: z.date(),
  deliveredAt: z.date().nullable(),
  payload: z.unknown(),
});
export type DeliveryItem = z.output<typeof DeliveryItem>;

/** Identifies one delivery of the environment. */
export const DeliveryRef = z.strictObject({ id: z.string() });
export type DeliveryRef = z.output<typeof DeliveryRef>;

/** The body of an `auth` webhook. Source: wire protocol §6. */
export const AuthWebhook = z.object({
  from: z.literal("nango"),
  type: z.literal("auth"),
  connectionId: z.string(),
  providerConfigKey: z.string(),
  authMode: z.string(),
  provider: z.string(),
  environment: z.string(),
  operation: z.enum(["creation", "override", "refresh", "deletion"]),
  success: z.boolean(),
  tags: z.record(z.string(), z.string()).optional(),
  endUser: z
    .object({
      endUserId: z.string(),
      endUserEmail: z.string().nullable(),
      organizationId: z.string().nullable(),
      tags: z.record(z.string(), z.string()),
    })
    .optional(),
  error: z.object({ type: z.string(), description: z.string() }).optional(),
});
export type AuthWebhook = z.output<typeof AuthWebhook>;
