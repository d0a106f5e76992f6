import { z } from "zod";

export const IntegrationKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/, "Use letters, digits, spaces and ~ : . @ _ -")
  .describe("Key of the integration in this environment.");

const AUTH_MODE = "Auth mode of the provider.";

const Scopes = z
  .string()
  .max(8192)
  .regex(/^([0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*)?$/, "Separate scopes with commas, without spaces.")
  .describe("OAuth scopes, separated by commas. Empty: the provider's default scopes.");

const ClientType = z.enum(["OAUTH1", "OAUTH2", "TBA", "MCP_OAUTH2"]).describe(AUTH_MODE);
const client = {
  client_id: z.string().trim().min(1, "Enter the client ID.").max(255).describe("Client ID of your OAuth app."),
  client_secret: z
    .string({ error: ({ input }) => (input === undefined ? "Enter the client secret." : undefined) })
    .trim()
    .min(1, "Enter the client secret.")
    .max(16384)
    .describe("Client secret of your OAuth app."),
  scopes: Scopes.optional(),
  webhook_secret: z.string().max(255).optional().describe("Secret with which the provider signs its webhooks."),
};
const app = {
  app_id: z.string().trim().min(1, "Enter the app ID.").max(255).describe("ID of your app at the provider."),
  app_link: z
    .url({ protocol: /^https$/, error: "Enter the URL of the app's page. It begins with https://." })
    .max(2048)
    .describe("URL of your app's page at the provider."),
  private_key: z
    .string()
    .max(16384)
    .regex(/-----BEGIN (RSA )?PRIVATE KEY-----/, "Paste the whole private key, with its BEGIN and END lines.")
    .describe("Private key of your app, as PEM."),
};

/** The team's own OAuth client or app at the provider. */
export const ClientCredentials = z.discriminatedUnion("type", [
  z.strictObject({ type: ClientType, ...client }),
  z.strictObject({ type: z.literal("APP").describe(AUTH_MODE), ...app, webhook_secret: client.webhook_secret }),
  z.strictObject({ type: z.literal("CUSTOM").describe(AUTH_MODE), ...client, ...app }),
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
  z.strictObject({ type: z.literal("APP").describe(AUTH_MODE), ...kept, webhook_secret: client.webhook_secret }),
  z.strictObject({ type: z.literal("CUSTOM").describe(AUTH_MODE), ...client, ...secret, ...kept }),
]);
export type ClientChanges = z.output<typeof ClientChanges>;

const ConfigValues = z.record(z.string().max(255), z.string().max(8192));

const changeable = {
  display_name: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .describe("Name of the integration. Absent: the provider's name."),
  forward_webhooks: z.boolean().optional().describe("Whether Keyhold forwards the provider's webhooks."),
  integration_config: ConfigValues.optional().describe(
    "Values of the provider's own fields that apply to all connections.",
  ),
  custom: ConfigValues.optional().describe("Your own values, stored with the integration."),
};

const TestMode = z
  .boolean()
  .describe(
    "Whether your app is in the provider's test mode, where access expires early. A Keyhold addition to the protocol.",
  );

export const CreateIntegrationInput = z.strictObject({
  provider: z.string().min(1).max(255).describe("Name of the provider in the catalog."),
  unique_key: IntegrationKey,
  display_name: changeable.display_name,
  credentials: ClientCredentials.optional().describe(
    "Your OAuth client or app at the provider. Required for OAuth providers. Omit it for others.",
  ),
  forward_webhooks: changeable.forward_webhooks,
  test_mode: TestMode.optional(),
  integration_config: changeable.integration_config,
  custom: changeable.custom,
  callback_id: z
    .string()
    .regex(/^cb_[a-z2-7]{20}$/)
    .optional()
    .describe("Last segment of the redirect URI, if you registered one in advance. Absent: Keyhold generates it."),
});
export type CreateIntegrationInput = z.output<typeof CreateIntegrationInput>;

export const UpdateIntegrationInput = z.strictObject({
  unique_key: IntegrationKey.optional(),
  display_name: changeable.display_name.describe("Name of the integration."),
  credentials: ClientChanges.optional().describe(
    "Your OAuth client or app at the provider. Absent secrets keep their value.",
  ),
  forward_webhooks: changeable.forward_webhooks,
  test_mode: TestMode.optional(),
  integration_config: changeable.integration_config,
  custom: changeable.custom,
});
export type UpdateIntegrationInput = z.output<typeof UpdateIntegrationInput>;

/** An integration as the public API returns it. It contains secrets only if the call asks for them and the API key may read them. */
export const Integration = z
  .strictObject({
    unique_key: z.string().describe("Key of the integration in this environment."),
    provider: z.string().describe("Name of the provider in the catalog."),
    display_name: z.string().describe("Name of the integration."),
    logo: z.url().describe("URL of the provider's logo, an SVG."),
    forward_webhooks: z.boolean().describe("Whether Keyhold forwards the provider's webhooks."),
    created_at: z.iso.datetime().describe("When the integration was created."),
    updated_at: z.iso.datetime().describe("When the integration last changed."),
    webhook_url: z
      .string()
      .nullable()
      .optional()
      .describe("URL for the provider's webhooks. Null: none. Only with `include=webhook`."),
    credentials: z
      .union([
        z.strictObject({
          type: z.string().describe(AUTH_MODE),
          client_id: z.string().optional().describe("Client ID of your OAuth app."),
          client_secret: z.string().optional().describe("Client secret of your OAuth app."),
          scopes: z
            .string()
            .optional()
            .describe("OAuth scopes, separated by commas. Empty: the provider's default scopes."),
          app_id: z.string().optional().describe("ID of your app at the provider."),
          app_link: z.string().optional().describe("URL of your app's page at the provider."),
          private_key: z.string().optional().describe("Private key of your app, as PEM."),
          webhook_secret: z
            .string()
            .nullable()
            .optional()
            .describe("Secret with which the provider signs its webhooks. Null: none."),
        }),
        z.null(),
      ])
      .optional()
      .describe(
        "Your OAuth client or app at the provider. Null: none. Only with `include=credentials` and environment:integrations:read_credentials.",
      ),
  })
  .meta({ id: "Integration", description: "The integration." });
export type Integration = z.output<typeof Integration>;

export const IntegrationAnswer = z.strictObject({ data: Integration });
export const IntegrationListAnswer = z.strictObject({
  data: z.array(Integration).describe("The integrations, oldest first."),
});

export const IntegrationPath = z.strictObject({ uniqueKey: IntegrationKey });

export const GetIntegrationQuery = z.strictObject({
  include: z
    .preprocess(
      (value) => (typeof value === "string" ? [value] : value),
      z.array(z.enum(["webhook", "credentials"])).max(2),
    )
    .default([])
    .describe(
      "What else to return. Can be repeated. `credentials` requires environment:integrations:read_credentials.",
    ),
});
export type GetIntegrationQuery = z.output<typeof GetIntegrationQuery>;

/** Identifies one integration of the environment. */
export const IntegrationRef = z.strictObject({ uniqueKey: IntegrationKey });
export type IntegrationRef = z.output<typeof IntegrationRef>;

export const IntegrationPatch = z.strictObject({ uniqueKey: IntegrationKey, patch: UpdateIntegrationInput });

/** An integration as the dashboard shows it. It says whether secrets are set, but doesn't contain them. */
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
  callbackUrl: z
    .string()
    .nullable()
    .describe("Redirect URI to register at the provider. Null: its flow has no redirect."),
  needs: z.enum(["client", "app", "client_and_app", "nothing"]).describe("What the team must enter."),
  settings: z.array(z.string()).describe("Names of the settings that have a value. The values are never returned."),
  isTestMode: z.boolean().describe("Whether the team's app is in the provider's test mode."),
  connectionCount: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type IntegrationDetail = z.output<typeof IntegrationDetail>;

type GivenClient = ClientCredentials | ClientChanges;

/** Whether the team's input includes an OAuth client. */
export function hasClient<C extends GivenClient>(given: C): given is Exclude<C, { type: "APP" }> {
  return given.type !== "APP";
}

/** Whether the team's input includes an app with its private key. */
export function hasApp<C extends GivenClient>(given: C): given is Extract<C, { type: "APP" | "CUSTOM" }> {
  return given.type === "APP" || given.type === "CUSTOM";
}
