import { z } from "zod";

export const ConnectionId = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/, "Use letters, digits and , . ; : = + ~ [ ] | @ $ { } \" ' \\ / _ -")
  .describe("Name of the connection, unique within its integration.");

/** Tags: at most 10, lower-case keys, short values. Source: wire protocol §2.3. */
export const Tags = z
  .record(
    z
      .string()
      .max(64)
      .regex(/^[a-zA-Z][a-zA-Z0-9_\-./]*$/, "A tag name begins with a letter and has letters, digits and _ - . /"),
    z.string().min(1).max(255),
  )
  .superRefine((tags, context) => {
    const names = Object.keys(tags);
    if (names.length > 10) context.addIssue({ code: "custom", message: "Use at most 10 tags." });
    if (new Set(names.map((name) => name.toLowerCase())).size !== names.length) {
      context.addIssue({ code: "custom", message: "Two tags differ only in upper and lower case." });
    }
    const email = tags.end_user_email;
    if (email !== undefined && !z.email().safeParse(email).success) {
      context.addIssue({
        code: "custom",
        path: ["end_user_email"],
        message: "end_user_email must be an e-mail address.",
      });
    }
  })
  .transform((tags) => Object.fromEntries(Object.entries(tags).map(([name, value]) => [name.toLowerCase(), value])));
export type Tags = z.output<typeof Tags>;

export const HEALTH_STATES = ["healthy", "expiring", "pending", "failing", "needs_reconnect", "interrupted"] as const;
export const HealthState = z.enum(HEALTH_STATES);
export type HealthState = z.output<typeof HealthState>;

/** How well a connection is, from evidence. Our addition to the wire shape. */
export const ConnectionHealth = z
  .strictObject({
    state: HealthState,
    reason: z.string().nullable().describe("What happened. Null while healthy."),
    since: z.iso.datetime().nullable().describe("When this state began. Null while healthy."),
    last_good_at: z.iso
      .datetime()
      .nullable()
      .describe("When the provider last accepted the credential, as far as we saw."),
    next_step: z.string().nullable().describe("What to do, or what happens by itself. Null while healthy."),
    ends_at: z.iso
      .datetime()
      .nullable()
      .describe("When it will end unless its user reconnects. Null: no end is known."),
    ends_because: z.string().nullable().describe("Why it ends then."),
  })
  .meta({ id: "ConnectionHealth" });
export type ConnectionHealth = z.output<typeof ConnectionHealth>;

export const EndUserView = z.strictObject({
  id: z.string(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  tags: z.record(z.string(), z.string()),
  organization: z.strictObject({ id: z.string(), display_name: z.string().nullable() }).nullable(),
});
export type EndUserView = z.output<typeof EndUserView>;

const ConnectionError = z.strictObject({ type: z.string(), log_id: z.string() });

const common = {
  id: z.number().int(),
  connection_id: z.string(),
  provider_config_key: z.string(),
  provider: z.string(),
  errors: z.array(ConnectionError).describe("Empty while the connection is well."),
  end_user: EndUserView.nullable(),
  tags: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  health: ConnectionHealth,
};

/** One row of the list. Credentials are not filtered out: they were never in. */
export const ConnectionItem = z
  .strictObject({
    ...common,
    created: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable().describe("End of the access token. Null: none stated."),
    last_fetched_at: z.iso.datetime().nullable(),
  })
  .meta({ id: "ConnectionItem" });
export type ConnectionItem = z.output<typeof ConnectionItem>;

export const ConnectionList = z
  .strictObject({
    connections: z.array(ConnectionItem),
    next_cursor: z.string().nullable().describe("Pass as `cursor` for the next page. Null: this was the last."),
  })
  .meta({ id: "ConnectionList" });
export type ConnectionList = z.output<typeof ConnectionList>;

/** A connection with its live credentials; `{}` when the key may not read them. */
export const Connection = z
  .strictObject({
    ...common,
    connection_config: z.record(z.string(), z.unknown()),
    webhook_url_override: z.string().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
    last_fetched_at: z.iso.datetime().nullable(),
    credentials: z.record(z.string(), z.unknown()),
    missing_scopes: z
      .array(z.string())
      .optional()
      .describe("Scopes that were asked for and not granted. Absent: none, or the provider does not say."),
    refresh: z
      .strictObject({ state: z.enum(["failing"]), reason: z.string(), since: z.iso.datetime() })
      .optional()
      .describe("There when the token still lives but its renewal is failing."),
  })
  .meta({ id: "Connection" });
export type Connection = z.output<typeof Connection>;

export const ListConnectionsQuery = z.strictObject({
  connectionId: z.string().max(255).optional().describe("Only connections of this name."),
  search: z.string().min(1).max(255).optional().describe("Part of an id, end-user id, name, e-mail address or tag."),
  endUserId: z.string().max(255).optional(),
  integrationId: z.string().max(2048).optional().describe("Integration keys, separated by commas."),
  endUserOrganizationId: z.string().max(255).optional(),
  tags: z.record(z.string(), z.string()).optional().describe("tags[name]=value; all must match."),
  health: HealthState.optional(),
  endsWithinDays: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe("Only connections that will end within so many days unless their user reconnects."),
  limit: z.coerce.number().int().min(1).max(2000).optional().describe("Page size. Absent: 10,000 on the public API."),
  page: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe("Page number, from 0. Prefer cursor: it is stable under writes."),
  cursor: z.string().max(64).optional().describe("`next_cursor` of the previous page."),
});
export type ListConnectionsQuery = z.output<typeof ListConnectionsQuery>;

const Truthy = z
  .enum(["true", "false", "1", "0", "yes", "no"])
  .transform((text) => text === "true" || text === "1" || text === "yes");

export const GetConnectionQuery = z.strictObject({
  provider_config_key: z.string().min(1).max(255).describe("Key of the integration."),
  force_refresh: Truthy.optional().describe("Renew the token even if it still lives."),
  refresh_token: Truthy.optional().describe("Include the refresh token."),
  refresh_github_app_jwt_token: Truthy.optional(),
});
export type GetConnectionQuery = z.output<typeof GetConnectionQuery>;

/** Names one connection of an environment. */
export const ConnectionRef = z.strictObject({
  connectionId: ConnectionId,
  providerConfigKey: z.string().min(1).max(255),
});
export type ConnectionRef = z.output<typeof ConnectionRef>;
