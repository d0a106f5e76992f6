import { z } from "zod";
import { ConnectionId, Tags } from "./connections";
import { UserScope } from "./flows";

export const SESSION_TTL_SECONDS = 30 * 60;

export const EndUser = z.strictObject({
  id: z.string().min(1).max(255).describe("ID of the end user in your product."),
  email: z.email().min(5).max(255).optional().describe("Email address of the end user."),
  display_name: z.string().max(255).optional().describe("Name of the end user."),
  tags: z.record(z.string(), z.string()).optional().describe("Tags of the end user."),
});
export type EndUser = z.output<typeof EndUser>;

const Organization = z.strictObject({
  id: z.string().max(255).describe("ID of the organization in your product."),
  display_name: z.string().max(255).optional().describe("Name of the organization."),
});
export type Organization = z.output<typeof Organization>;

const IntegrationDefaults = z.strictObject({
  user_scopes: UserScope,
  authorization_params: z
    .record(z.string(), z.string())
    .optional()
    .describe("Parameters added to the authorization URL, by name."),
  connection_config: z
    .looseObject({
      oauth_scopes_override: z
        .string()
        .optional()
        .describe("Scopes to request instead of the integration's, separated by commas."),
    })
    .optional()
    .describe(
      "Values of the provider's own fields, such as a subdomain. The Connect UI doesn't ask the end user for them.",
    ),
});
export type IntegrationDefaults = z.output<typeof IntegrationDefaults>;

const WebUrl = z.url({ protocol: /^https?$/, error: "Use an http or https URL." }).max(2048);

const Overrides = z.record(
  z.string(),
  z.strictObject({
    docs_connect: z.string().optional().describe("URL of a guide for end users, shown instead of the catalog's."),
  }),
);

const shared = {
  end_user: EndUser.optional().describe("The end user who connects."),
  organization: Organization.optional().describe("The organization of the end user."),
  tags: Tags.optional().describe("Tags stored with the connection. You can filter connections by them."),
  integrations_config_defaults: z
    .record(z.string(), IntegrationDefaults)
    .optional()
    .describe("Values that override what the browser sends, by integration key."),
  overrides: Overrides.optional().describe(
    "What the Connect UI shows instead of the catalog's texts, by integration key.",
  ),
  webhook_url_override: z
    .union([z.literal(""), WebUrl])
    .optional()
    .describe("Where Keyhold sends the connection's events. Absent or empty: to the environment's endpoints."),
  return_url: WebUrl.optional().describe("Where the success screen links back to. Only your backend can set it."),
};

export const CreateSessionInput = z
  .strictObject({
    ...shared,
    allowed_integrations: z
      .array(z.string().min(1).max(255))
      .max(2000)
      .optional()
      .describe("Keys of the integrations the end user can connect. Absent or empty: all integrations."),
  })
  .refine((body) => body.end_user !== undefined || body.tags !== undefined, {
    path: ["end_user"],
    message: "Send end_user or tags, to identify who the connection is for.",
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
      token: z.string().describe("Token of the session. Keyhold returns it only here."),
      connect_link: z.url().describe("URL to send the end user to."),
      expires_at: ExpiresAt,
    })
    .describe("The session."),
});
export type SessionCreated = z.output<typeof SessionCreated>["data"];

const Color = z.string().describe("Main color, as #rrggbb.");

/** What the Connect UI reads about its session. `external_ids`, `product`, `return_url` and `expires_at` are Keyhold additions. */
export const SessionView = z.strictObject({
  endUser: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe("The end user, as your backend passed it. Null: your backend passed none."),
  connectUISettings: z
    .strictObject({
      theme: z
        .strictObject({
          light: z.strictObject({ primary: Color }).describe("Colors on a light background."),
          dark: z.strictObject({ primary: Color }).describe("Colors on a dark background."),
        })
        .describe("Colors of the Connect UI."),
      defaultTheme: z.enum(["light", "dark", "system"]).describe("The theme the Connect UI starts with."),
      showWatermark: z.boolean().describe("Whether the Connect UI shows the Keyhold name."),
    })
    .describe("How the Connect UI looks."),
  allowed_integrations: z
    .array(z.string())
    .optional()
    .describe("Keys of the integrations the session allows. Absent: all integrations."),
  integrations_config_defaults: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("Values that override what the browser sends, by integration key."),
  isReconnecting: z.boolean().optional().describe("True when the session reconnects an existing connection."),
  overrides: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("What the Connect UI shows instead of the catalog's texts, by integration key."),
  websocketsPath: z.string().optional().describe("Path of the pop-up flow's WebSocket. Absent: none."),
  external_ids: z
    .record(z.string(), z.string())
    .optional()
    .describe("The external ID that the end user enters in the trust policy of their AWS role, by integration key."),
  product: z
    .strictObject({
      name: z.string().describe("Name of your product."),
      url: z.string().nullable().describe("URL of your product. Null: not set."),
    })
    .describe("Your product, as the Connect UI names it."),
  return_url: z.string().nullable().describe("Where the success screen links back to. Null: it has no link."),
  expires_at: ExpiresAt,
});
export type SessionView = z.output<typeof SessionView>;

export const SessionAnswer = z.strictObject({ data: SessionView.describe("The session.") });

/** A connect link that a member of the team creates in the dashboard. */
export const CreateLinkInput = z.strictObject({
  integrationKey: z.string().optional(),
  endUserId: z.string().min(1, "Enter an ID.").max(255),
  endUserEmail: z.email().optional(),
  endUserDisplayName: z.string().max(255).optional(),
});
export type CreateLinkInput = z.output<typeof CreateLinkInput>;
