import { z } from "zod";
import { ConnectionId, Tags } from "./connections";
import { UserScope } from "./flows";

export const SESSION_TTL_SECONDS = 30 * 60;

export const EndUser = z.strictObject({
  id: z.string().min(1).max(255).describe("Your own id of the end user."),
  email: z.email().min(5).max(255).optional().describe("E-mail address of the end user."),
  display_name: z.string().max(255).optional().describe("Name of the end user."),
  tags: z.record(z.string(), z.string()).optional().describe("Tags of the end user."),
});
export type EndUser = z.output<typeof EndUser>;

const Organization = z.strictObject({
  id: z.string().max(255).describe("Your own id of the organization."),
  display_name: z.string().max(255).optional().describe("Name of the organization."),
});
export type Organization = z.output<typeof Organization>;

const IntegrationDefaults = z.strictObject({
  user_scopes: UserScope,
  authorization_params: z.record(z.string(), z.string()).optional().describe("Added to the authorization URL."),
  connection_config: z
    .looseObject({
      oauth_scopes_override: z
        .string()
        .optional()
        .describe("Scopes to request instead of the integration's, separated by commas."),
    })
    .optional()
    .describe("Values of the provider's own fields, such as a subdomain. The end user is not asked for them."),
});
export type IntegrationDefaults = z.output<typeof IntegrationDefaults>;

const WebUrl = z.url({ protocol: /^https?$/, error: "Must be an http or https address." }).max(2048);

const Overrides = z.record(
  z.string(),
  z.strictObject({ docs_connect: z.string().optional().describe("Guide for end users, instead of the catalog's.") }),
);

const shared = {
  end_user: EndUser.optional().describe("Whom the connection is for."),
  organization: Organization.optional().describe("The organization of the end user."),
  tags: Tags.optional().describe("Tags to find the connection by later."),
  integrations_config_defaults: z
    .record(z.string(), IntegrationDefaults)
    .optional()
    .describe("By integration key: values that override what the browser sends."),
  overrides: Overrides.optional().describe("By integration key: what the Connect UI shows instead of the catalog's."),
  webhook_url_override: z
    .union([z.literal(""), WebUrl])
    .optional()
    .describe("Where the connection's events go. Absent or empty: to the environment's endpoints."),
  return_url: WebUrl.optional().describe("Where the success screen leads back to. Only your backend can set it."),
};

export const CreateSessionInput = z
  .strictObject({
    ...shared,
    allowed_integrations: z
      .array(z.string().min(1).max(255))
      .max(2000)
      .optional()
      .describe("Keys of the integrations the end user can connect. Absent or empty: all."),
  })
  .refine((body) => body.end_user !== undefined || body.tags !== undefined, {
    path: ["end_user"],
    message: "Say whom the connection is for: end_user or tags is required.",
  })
  .meta({ id: "CreateSession" });
export type CreateSessionInput = z.output<typeof CreateSessionInput>;

const IntegrationId = z.string().min(1).max(255).describe("Key of the integration.");

export const ReconnectSessionInput = z
  .strictObject({ ...shared, connection_id: ConnectionId, integration_id: IntegrationId })
  .meta({ id: "ReconnectSession" });
export type ReconnectSessionInput = z.output<typeof ReconnectSessionInput>;

const ExpiresAt = z.iso.datetime().describe("When the session expires.");

export const SessionCreated = z.strictObject({
  data: z
    .strictObject({
      token: z.string().describe("Token of the session. It is only shown now."),
      connect_link: z.url().describe("URL to send the end user to."),
      expires_at: ExpiresAt,
    })
    .describe("The session."),
});
export type SessionCreated = z.output<typeof SessionCreated>["data"];

const Color = z.string().describe("Main color, as #rrggbb.");

/** What the Connect UI reads about its session. `external_ids`, `product`, `return_url` and `expires_at` are additions of Keyhold. */
export const SessionView = z.strictObject({
  endUser: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("Whom the connection is for, as your backend named them. Null: nobody."),
  connectUISettings: z
    .strictObject({
      theme: z
        .strictObject({
          light: z.strictObject({ primary: Color }).describe("Colors on a light background."),
          dark: z.strictObject({ primary: Color }).describe("Colors on a dark background."),
        })
        .describe("Colors of the Connect UI."),
      defaultTheme: z.enum(["light", "dark", "system"]).describe("The theme the Connect UI starts with."),
      showWatermark: z.boolean().describe("Whether the Connect UI names Keyhold."),
    })
    .describe("How the Connect UI looks."),
  allowed_integrations: z
    .array(z.string())
    .optional()
    .describe("Keys of the integrations the session allows. Absent: all."),
  integrations_config_defaults: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("By integration key: values that override what the browser sends."),
  isReconnecting: z.boolean().optional().describe("True when the session reconnects an existing connection."),
  overrides: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("By integration key: what the Connect UI shows instead of the catalog's."),
  websocketsPath: z.string().optional().describe("Path of the pop-up flow's WebSocket. Absent: none."),
  external_ids: z
    .record(z.string(), z.string())
    .optional()
    .describe("By integration key: the external id that the end user enters in the trust policy of their AWS role."),
  product: z
    .strictObject({
      name: z.string().describe("Name of your product."),
      url: z.string().nullable().describe("URL of your product. Null: none set."),
    })
    .describe("Your product, as end users know it."),
  return_url: z.string().nullable().describe("Where the success screen leads back to. Null: nowhere."),
  expires_at: ExpiresAt,
});
export type SessionView = z.output<typeof SessionView>;

export const SessionAnswer = z.strictObject({ data: SessionView.describe("The session.") });

/** A connect session that a member of the team makes in the dashboard. */
export const CreateLinkInput = z.strictObject({
  integrationKey: z.string().optional(),
  endUserId: z.string().min(1, "Enter an id.").max(255),
  endUserEmail: z.email().optional(),
  endUserDisplayName: z.string().max(255).optional(),
});
export type CreateLinkInput = z.output<typeof CreateLinkInput>;
