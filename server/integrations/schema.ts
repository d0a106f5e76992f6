import { z } from "zod";

export const IntegrationKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, "Use letters, digits, spaces and ~ : . @ _ -")
  .describe("Name of the integration in this environment.");

const Scopes = z
  .string()
  .max(8192)
  .regex(/^([0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*)?$/, "Separate scopes by commas, without spaces.")
  .describe("Scopes separated by commas. Empty: the provider's default.");

/** The team's own OAuth client at the provider. */
export const OAuth2ClientCredentials = z.strictObject({
  type: z.enum(["OAUTH1", "OAUTH2", "TBA"]),
  client_id: z.string().trim().min(1, "Enter the client id.").max(255),
  client_secret: z.string().trim().min(1, "Enter the client secret.").max(4096),
  scopes: Scopes.optional(),
  webhook_secret: z.string().max(255).optional(),
});

const ConfigValues = z.record(z.string().max(255), z.string().max(8192));

export const CreateIntegrationInput = z.strictObject({
  provider: z.string().min(1).max(255).describe("Slug of the provider in the catalog."),
  unique_key: IntegrationKey,
  display_name: z.string().trim().min(1).max(255).optional(),
  credentials: OAuth2ClientCredentials.optional().describe("Needed for OAuth providers, absent for the others."),
  forward_webhooks: z.boolean().optional(),
  integration_config: ConfigValues.optional(),
  custom: ConfigValues.optional(),
  callback_id: z
    .string()
    .regex(/^cb_[a-z2-7]{20}$/)
    .optional()
    .describe("Set by the dashboard, which shows the redirect URI before the integration exists. Absent: made here."),
});
export type CreateIntegrationInput = z.output<typeof CreateIntegrationInput>;

export const UpdateIntegrationInput = z.strictObject({
  unique_key: IntegrationKey.optional(),
  display_name: z.string().trim().min(1).max(255).optional(),
  credentials: OAuth2ClientCredentials.partial({ client_secret: true })
    .optional()
    .describe("What is not named stays: without client_secret the stored one is kept."),
  forward_webhooks: z.boolean().optional(),
  integration_config: ConfigValues.optional(),
  custom: ConfigValues.optional(),
});
export type UpdateIntegrationInput = z.output<typeof UpdateIntegrationInput>;

/** An integration as the public API returns it. Secrets are only in it where the key may read them and asked. */
export const Integration = z
  .strictObject({
    unique_key: z.string(),
    provider: z.string(),
    display_name: z.string(),
    logo: z.url(),
    forward_webhooks: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    webhook_url: z.string().nullable().optional(),
    credentials: z
      .union([
        z.strictObject({
          type: z.string(),
          client_id: z.string(),
          client_secret: z.string(),
          scopes: z.string(),
          webhook_secret: z.string().nullable(),
        }),
        z.null(),
      ])
      .optional()
      .describe("Only with include=credentials and the scope for it."),
  })
  .meta({ id: "Integration" });
export type Integration = z.output<typeof Integration>;

/** An integration as the dashboard shows it: no secret, but whether one is there. */
export const IntegrationDetail = z.object({
  uniqueKey: z.string(),
  provider: z.string(),
  providerName: z.string(),
  scheme: z.string(),
  authMode: z.string(),
  displayName: z.string(),
  clientId: z.string().nullable(),
  hasClientSecret: z.boolean(),
  scopes: z.array(z.string()),
  callbackUrl: z.string().nullable().describe("Redirect URI to register at the provider. Null: no OAuth."),
  connectionCount: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type IntegrationDetail = z.output<typeof IntegrationDetail>;
