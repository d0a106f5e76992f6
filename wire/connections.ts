import { z } from "zod";
import { IntegrationKey } from "./integrations";

export const ConnectionId = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/, "Use letters, digits and , . ; : = + ~ [ ] | @ $ { } \" ' \\ / _ -")
  .describe("ID of the connection, unique within its integration.");

/** At most 10 tags, with lower-case names and short values. Source: wire protocol §2.3. */
export const Tags = z
  .record(
    z
      .string()
      .max(64)
      .regex(/^[a-zA-Z][a-zA-Z0-9_\-./]*$/, "Start a tag name with a letter, then use letters, digits and _ - . /"),
    z.string().min(1).max(255),
  )
  .superRefine((tags, context) => {
    const names = Object.keys(tags);
    if (names.length > 10) context.addIssue({ code: "custom", message: "Use at most 10 tags." });
    if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) {
      context.addIssue({ code: "custom", message: "Two tag names differ only in case. Rename one." });
    }
    const email = tags.end_user_email;
    if (email !== undefined && !z.email().safeParse(email).success) {
      context.addIssue({
        code: "custom",
        path: ["end_user_email"],
        message: "end_user_email must be an email address.",
      });
    }
  })
  .transform((tags) => Object.fromEntries(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value])));
export type Tags = z.output<typeof Tags>;

export const HEALTH_STATES = ["healthy", "expiring", "pending", "failing", "needs_reconnect", "interrupted"] as const;
export const HealthState = z.enum(HEALTH_STATES);
export type HealthState = z.output<typeof HealthState>;

/** Whether a connection works, based on the provider's responses. A Keyhold addition to the wire protocol. */
export const ConnectionHealth = z
  .strictObject({
    state: HealthState.describe("Whether the connection works, and if not, who must act."),
    reason: z.string().nullable().describe("What happened. Null while healthy."),
    since: z.iso.datetime().nullable().describe("When this state began. Null while healthy."),
    last_good_at: z.iso
      .datetime()
      .nullable()
      .describe("When Keyhold last saw the provider accept the credentials. Null: not yet."),
    next_step: z.string().nullable().describe("What to do, or what Keyhold does next. Null while healthy."),
    ends_at: z.iso
      .datetime()
      .nullable()
      .describe("When it will expire unless the end user reconnects. Null: no expiry is known."),
    ends_because: z.string().nullable().describe("Why it will expire. Null: no expiry is known."),
  })
  .meta({
    id: "ConnectionHealth",
    description: "Whether the connection works. A Keyhold addition to the protocol.",
  });
export type ConnectionHealth = z.output<typeof ConnectionHealth>;

export const EndUserView = z.strictObject({
  id: z.string().describe("ID of the end user in your product."),
  display_name: z.string().nullable().describe("Name of the end user. Null: not given."),
  email: z.string().nullable().describe("Email address of the end user. Null: not given."),
  tags: z.record(z.string(), z.string()).describe("Tags of the end user, as your backend passed them."),
  organization: z
    .strictObject({
      id: z.string().describe("ID of the organization in your product."),
      display_name: z.string().nullable().describe("Name of the organization. Null: not given."),
    })
    .nullable()
    .describe("The organization of the end user. Null: not given."),
});
export type EndUserView = z.output<typeof EndUserView>;

const ConnectionError = z.strictObject({
  type: z.string().describe("Kind of failure. Always `auth`."),
  log_id: z.string().describe("ID of the failed operation in the log."),
});

const LastFetched = z.iso
  .datetime()
  .nullable()
  .describe("When the connection was last read with its credentials, to the minute. Null: never.");

const common = {
  id: z.number().int().describe("Number of the connection."),
  connection_id: z.string().describe("ID of the connection, unique within its integration."),
  provider_config_key: z.string().describe("Key of the integration."),
  provider: z.string().describe("Name of the provider in the catalog."),
  errors: z.array(ConnectionError).describe("Errors of the connection. Empty while it works."),
  end_user: EndUserView.nullable().describe("The end user of the connection. Null: your backend passed none."),
  tags: z.record(z.string(), z.string()).describe("Tags of the connection, as your backend passed them."),
  metadata: z.record(z.string(), z.unknown()).nullable().describe("Values your backend stored. Null: none."),
  health: ConnectionHealth,
};

/** A connection in a list. It never contains credentials. */
export const ConnectionItem = z
  .strictObject({
    ...common,
    created: z.iso.datetime().describe("When the connection was created."),
    expires_at: z.iso
      .datetime()
      .nullable()
      .describe("When the access token expires. Null: the provider states no lifetime."),
    last_fetched_at: LastFetched,
  })
  .meta({ id: "ConnectionItem" });
export type ConnectionItem = z.output<typeof ConnectionItem>;

export const ConnectionList = z
  .strictObject({
    connections: z.array(ConnectionItem).describe("The connections of this page, newest first."),
    next_cursor: z
      .string()
      .nullable()
      .describe("Pass it as `cursor` to get the next page. Null: this is the last page."),
  })
  .meta({ id: "ConnectionList" });
export type ConnectionList = z.output<typeof ConnectionList>;

/** A connection with its valid credentials, or `{}` if the API key isn't allowed to read them. */
export const Connection = z
  .strictObject({
    ...common,
    connection_config: z
      .record(z.string(), z.unknown())
      .describe("Values of the provider's own fields, such as a subdomain."),
    webhook_url_override: z
      .string()
      .nullable()
      .describe("Where Keyhold sends this connection's events. Null: to the environment's endpoints."),
    created_at: z.iso.datetime().describe("When the connection was created."),
    updated_at: z.iso.datetime().describe("When the connection last changed."),
    last_fetched_at: LastFetched,
    credentials: z
      .record(z.string(), z.unknown())
      .describe("Valid credentials. `type` names their shape. `{}`: the API key isn't allowed to read them."),
    missing_scopes: z
      .array(z.string())
      .optional()
      .describe(
        "Scopes that Keyhold requested and the provider did not grant. Absent: none, or the provider doesn't report it.",
      ),
    refresh: z
      .strictObject({
        state: z.enum(["failing"]).describe("Always `failing`."),
        reason: z.string().describe("Why the refresh fails."),
        since: z.iso.datetime().describe("When the refresh first failed."),
      })
      .optional()
      .describe("Present while the token is still valid but its refresh is failing."),
  })
  .meta({ id: "Connection" });
export type Connection = z.output<typeof Connection>;

export const ListConnectionsQuery = z.strictObject({
  connectionId: z.string().max(255).optional().describe("Only connections with this ID."),
  search: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("Part of a connection ID, end user's ID, name, email address or tag."),
  endUserId: z.string().max(255).optional().describe("Only connections of this end user."),
  integrationId: z
    .string()
    .max(2048)
    .optional()
    .describe("Only connections of these integrations: their keys, separated by commas."),
  endUserOrganizationId: z.string().max(255).optional().describe("Only connections of this organization."),
  tags: z
    .record(z.string(), z.string())
    .optional()
    .describe("Only connections with these tags, written as `tags[name]=value`. All must match."),
  health: HealthState.optional().describe("Only connections with this health."),
  endsWithinDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe("Only connections that expire within this many days unless their end user reconnects."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(2000)
    .optional()
    .describe("Page size, at most 2,000. Absent: 10,000, the default of the wire protocol."),
  page: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe(
      "Page number, starting at 0. Prefer `cursor`: it doesn't skip connections when others are added or deleted.",
    ),
  cursor: z.string().max(64).optional().describe("`next_cursor` of the previous page."),
});
export type ListConnectionsQuery = z.output<typeof ListConnectionsQuery>;

const Truthy = z
  .enum(["true", "false", "1", "0", "yes", "no"])
  .transform((text) => text === "true" || text === "1" || text === "yes");

export const GetConnectionQuery = z.strictObject({
  provider_config_key: z.string().min(1).max(255).describe("Key of the integration."),
  force_refresh: Truthy.optional().describe("Refresh the token even if it is still valid."),
  refresh_token: Truthy.optional().describe("Include the refresh token."),
  refresh_github_app_jwt_token: Truthy.optional().describe(
    "Include `jwtToken`, a new JWT that authenticates as the app itself.",
  ),
});
export type GetConnectionQuery = z.output<typeof GetConnectionQuery>;

export const ConnectionPath = z.strictObject({ connectionId: ConnectionId });

export const DeleteConnectionQuery = z.strictObject({ provider_config_key: IntegrationKey });

/** Identifies one connection of an environment. */
export const ConnectionRef = z.strictObject({
  connectionId: ConnectionId,
  providerConfigKey: z.string().min(1).max(255),
});
export type ConnectionRef = z.output<typeof ConnectionRef>;
