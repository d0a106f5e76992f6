import { z } from "zod";
import { EndUser } from "./connect-sessions";
import { ConnectionId } from "./connections";
import { IntegrationKey } from "./integrations";

const Short = z.string().min(1).max(1024);
const Token = z.string().min(1).max(16384);
const When = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

/** Credentials that can come from elsewhere, by the wire's names. Those that a log-in or key makes are connected anew. */
export const ImportedCredentials = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("OAUTH2"),
    access_token: Token,
    refresh_token: Token.optional(),
    expires_at: When.optional().describe("Absent: the token has no stated end."),
    raw: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    type: z.literal("OAUTH2_CC"),
    token: Token,
    client_id: Short,
    client_secret: z.string().max(16384).optional(),
    client_certificate: z.string().max(32768).optional(),
    client_private_key: z.string().max(32768).optional(),
    expires_at: When.optional(),
  }),
  z.strictObject({ type: z.literal("OAUTH1"), oauth_token: Token, oauth_token_secret: Token }),
  z.object({ type: z.literal("API_KEY"), apiKey: Short }).catchall(z.string().max(1024)),
  z.object({ type: z.literal("BASIC"), username: z.string().max(1024), password: z.string().max(1024) }),
  z.strictObject({ type: z.literal("NONE") }),
  z.strictObject({ type: z.literal("TBA"), token_id: Short, token_secret: Short }),
  z.strictObject({ type: z.literal("APP"), app_id: Short.optional(), installation_id: Short }),
  z.strictObject({ type: z.literal("CUSTOM"), app_id: Short.optional(), installation_id: Short }),
]);

export const ImportConnectionInput = z.strictObject({
  provider_config_key: IntegrationKey,
  credentials: ImportedCredentials,
  connection_id: ConnectionId.optional().describe("Absent: made here. One that exists gets these credentials."),
  connection_config: z.record(z.string().max(255), z.unknown()).optional().describe("Variables of the provider."),
  metadata: z.record(z.string(), z.unknown()).optional(),
  webhook_url_override: z.union([z.url().max(2048), z.literal("")]).optional(),
  end_user: EndUser.optional(),
  tags: z.record(z.string().max(64), z.string().max(255)).optional(),
});
export type ImportConnectionInput = z.output<typeof ImportConnectionInput>;
