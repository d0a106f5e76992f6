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

const ClientType = z.enum(["OAUTH1", "OAUTH2", "TBA", "MCP_OAUTH2"]);
const client = {
  client_id: z.string().trim().min(1, "Enter the client id.").max(255),
  client_secret: z.string().trim().min(1, "Enter the client secret.").max(16384),
  scopes: Scopes.optional(),
  webhook_secret: z.string().max(255).optional(),
};
const app = {
  app_id: z.string().trim().min(1, "Enter the app's id.").max(255),
  app_link: z.url({ protocol: /^https$/, error: "Enter the address of the app's page, with https://." }).max(2048),
  private_key: z
    .string()
    .max(16384)
    .regex(/-----BEGIN (RSA )?PRIVATE KEY-----/, "Paste the whole private key, with its BEGIN and END lines."),
};

/** The team's own OAuth client or app at the provider. */
export const ClientCredentials = z.discriminatedUnion("type", [
  z.strictObject({ type: ClientType, ...client }),
  z.strictObject({ type: z.literal("APP"), ...app, webhook_secret: client.webhook_secret }),
  z.strictObject({ type: z.literal("CUSTOM"), ...client, ...app }),
]);
export type ClientCredentials = z.output<typeof ClientCredentials>;

const secret = { client_secret: client.client_secret.optional() };
const kept = {
  app_id: app.app_id.optional(),
  app_link: app.app_link.optional(),
  private_key: app.private_key.optional(),
};
const ClientChanges = z.discriminatedUnion("type", [
  z.strictObject({ type: ClientType, ...client, ...secret }),
  z.strictObject({ type: z.literal("APP"), ...kept, webhook_secret: client.webhook_secret }),
  z.strictObject({ type: z.literal("CUSTOM"), ...client, ...secret, ...kept }),
]);
export type ClientChanges = z.output<typeof ClientChanges>;

const ConfigValues = z.record(z.string().max(255), z.string().max(8192));

const TestMode = z
  .boolean()
  .describe(
    "Our addition: your app is in the provider's test mode, in which access ends early. The calendar counts on it.",
  );

export const CreateIntegrationInput = z.strictObject({
  provider: z.string().min(1).max(255).describe("Slug of the provider in the catalog."),
  unique_key: IntegrationKey,
  display_name: z.string().trim().min(1).max(255).optional(),
  credentials: ClientCredentials.optional().describe("Needed for OAuth providers, absent for the others."),
  forward_webhooks: z.boolean().optional(),
  test_mode: TestMode.optional(),
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
  credentials: ClientChanges.optional().describe(
    "What is not named stays as it is stored, such as client_secret or private_key.",
  ),
  forward_webhooks: z.boolean().optional(),
  test_mode: TestMode.optional(),
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
          client_id: z.string().optional(),
          client_secret: z.string().optional(),
          scopes: z.string().optional(),
          app_id: z.string().optional(),
          app_link: z.string().optional(),
          private_key: z.string().optional(),
          webhook_secret: z.string().nullable().optional(),
        }),
        z.null(),
      ])
      .optional()
      .describe("Only with include=credentials and the scope for it. An app has app_id, app_link and private_key."),
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
  callbackUrl: z.string().nullable().describe("Redirect URI to register at the provider. Null: no browser travels."),
  needs: z.enum(["client", "app", "client_and_app", "nothing"]).describe("What the team must enter."),
  settings: z.array(z.string()).describe("Names of the entry's settings that are set. Their values stay sealed."),
  isTestMode: z.boolean().describe("The team's app is in the provider's test mode."),
  connectionCount: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type IntegrationDetail = z.output<typeof IntegrationDetail>;
