import { z } from "zod";
import { EndUser } from "./connect-sessions";
import { ConnectionId } from "./connections";
import { IntegrationKey } from "./integrations";

const Short = z.string().min(1).max(1024);
const Token = z.string().min(1).max(16384);
const Pem = z.string().max(32768).optional();
const AppId = Short.optional().describe("ID of the app at the provider.");
const InstallationId = Short.describe("ID of the installation at the provider.");
const AUTH_MODE = "Auth mode of the provider.";
const When = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Credentials that can be imported, by auth mode. Session-login and signed-key schemes can't be: create a new connection instead. */
const ImportedCredentials = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("OAUTH2").describe(AUTH_MODE),
    access_token: Token.describe("Access token."),
    refresh_token: Token.optional().describe("Refresh token. Absent: the provider issued none."),
    expires_at: When.optional().describe("When the access token expires. Absent: the provider states no lifetime."),
    raw: z.record(z.string(), z.unknown()).optional().describe("The provider's token response."),
  }),
  z.strictObject({
    type: z.literal("OAUTH2_CC").describe(AUTH_MODE),
    token: Token.describe("Access token."),
    client_id: Short.describe("Client ID of the end user's OAuth client."),
    client_secret: z.string().max(16384).optional().describe("Client secret of the end user's OAuth client."),
    client_certificate: Pem.describe("Client certificate for mutual TLS, as PEM."),
    client_private_key: Pem.describe(
      "Private key of the certificate, or the key that signs client assertions, as PEM.",
    ),
    expires_at: When.optional().describe("When the access token expires. Absent: the provider states no lifetime."),
  }),
  z.strictObject({
    type: z.literal("OAUTH1").describe(AUTH_MODE),
    oauth_token: Token.describe("OAuth 1.0 token."),
    oauth_token_secret: Token.describe("Secret of the OAuth 1.0 token."),
  }),
  z
    .object({ type: z.literal("API_KEY").describe(AUTH_MODE), apiKey: Short.describe("The end user's API key.") })
    .catchall(z.string().max(1024)),
  z.object({
    type: z.literal("BASIC").describe(AUTH_MODE),
    username: z.string().max(1024).describe("Username."),
    password: z.string().max(1024).describe("Password."),
  }),
  z.strictObject({ type: z.literal("NONE").describe(AUTH_MODE) }),
  z.strictObject({
    type: z.literal("TBA").describe(AUTH_MODE),
    token_id: Short.describe("OAuth 1.0 token."),
    token_secret: Short.describe("Secret of the OAuth 1.0 token."),
  }),
  z.strictObject({ type: z.literal("APP").describe(AUTH_MODE), app_id: AppId, installation_id: InstallationId }),
  z.strictObject({ type: z.literal("CUSTOM").describe(AUTH_MODE), app_id: AppId, installation_id: InstallationId }),
]);

export const ImportConnectionInput = z.strictObject({
  provider_config_key: IntegrationKey,
  credentials: ImportedCredentials.describe("The credentials, in the shape of their `type`."),
  connection_id: ConnectionId.optional().describe(
    "ID of the connection. Absent: Keyhold generates one. If the connection exists, Keyhold replaces its credentials.",
  ),
  connection_config: z
    .record(z.string().max(255), z.unknown())
    .optional()
    .describe("Values of the provider's own fields."),
  metadata: z.record(z.string(), z.unknown()).optional().describe("Your own values, stored with the connection."),
  webhook_url_override: z
    .union([z.url().max(2048), z.literal("")])
    .optional()
    .describe("Where Keyhold sends the connection's events. Absent or empty: to the environment's endpoints."),
  end_user: EndUser.optional().describe("The end user of the connection."),
  tags: z
    .record(z.string().max(64), z.string().max(255))
    .optional()
    .describe("Tags stored with the connection. You can filter connections by them."),
});
export type ImportConnectionInput = z.output<typeof ImportConnectionInput>;
