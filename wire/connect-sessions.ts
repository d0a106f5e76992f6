import { z } from "zod";
import { ConnectionId, Tags } from "./connections";

export const SESSION_TTL_SECONDS = 30 * 60;

export const EndUser = z.strictObject({
  id: z.string().min(1).max(255).describe("Your own id of the person."),
  email: z.email().min(5).max(255).optional(),
  display_name: z.string().max(255).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
export type EndUser = z.output<typeof EndUser>;

const Organization = z.strictObject({ id: z.string().max(255), display_name: z.string().max(255).optional() });

const IntegrationDefaults = z.strictObject({
  user_scopes: z.string().max(8192).optional(),
  authorization_params: z.record(z.string(), z.string()).optional().describe("Added to the authorization URL."),
  connection_config: z.looseObject({ oauth_scopes_override: z.string().optional() }).optional(),
});
export type IntegrationDefaults = z.output<typeof IntegrationDefaults>;

const WebUrl = z.url({ protocol: /^https?$/, error: "Must be an http or https address." }).max(2048);

const shared = {
  end_user: EndUser.optional(),
  organization: Organization.optional(),
  tags: Tags.optional(),
  integrations_config_defaults: z.record(z.string(), IntegrationDefaults).optional(),
  overrides: z.record(z.string(), z.strictObject({ docs_connect: z.string().optional() })).optional(),
  webhook_url_override: z.union([z.literal(""), WebUrl]).optional(),
  return_url: WebUrl.optional().describe("Where the success screen leads back to. Only your backend can set it."),
};

export const CreateSessionInput = z
  .strictObject({
    ...shared,
    allowed_integrations: z.array(z.string().min(1).max(255)).max(2000).optional().describe("Absent or empty: all."),
  })
  .refine((body) => body.end_user !== undefined || body.tags !== undefined, {
    path: ["end_user"],
    message: "Say whom the connection is for: end_user or tags is required.",
  })
  .meta({ id: "CreateSession" });
export type CreateSessionInput = z.output<typeof CreateSessionInput>;

export const ReconnectSessionInput = z
  .strictObject({ ...shared, connection_id: ConnectionId, integration_id: z.string().min(1).max(255) })
  .meta({ id: "ReconnectSession" });
export type ReconnectSessionInput = z.output<typeof ReconnectSessionInput>;

export const SessionCreated = z.strictObject({
  data: z.strictObject({ token: z.string(), connect_link: z.url(), expires_at: z.iso.datetime() }),
});
export type SessionCreated = z.output<typeof SessionCreated>["data"];

/** What the Connect UI learns about its session. `product` and `integration_count` are our additions. */
export const SessionView = z.strictObject({
  endUser: z.record(z.string(), z.unknown()).nullable(),
  connectUISettings: z.strictObject({
    theme: z.strictObject({
      light: z.strictObject({ primary: z.string() }),
      dark: z.strictObject({ primary: z.string() }),
    }),
    defaultTheme: z.enum(["light", "dark", "system"]),
    showWatermark: z.boolean(),
  }),
  allowed_integrations: z.array(z.string()).optional(),
  integrations_config_defaults: z.record(z.string(), z.unknown()).optional(),
  isReconnecting: z.boolean().optional(),
  overrides: z.record(z.string(), z.unknown()).optional(),
  websocketsPath: z.string().optional(),
  external_ids: z
    .record(z.string(), z.string())
    .optional()
    .describe("By integration key: what the end user writes into the trust policy of their AWS role."),
  product: z.strictObject({ name: z.string(), url: z.string().nullable() }),
  return_url: z.string().nullable(),
  expires_at: z.iso.datetime(),
});
export type SessionView = z.output<typeof SessionView>;
