import { z } from "zod";
import { ConnectionItem } from "./connections";

/** One line of a connection's timeline. */
export const OperationItem = z.object({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
  steps: z.array(z.object({ level: z.string(), message: z.string(), detail: z.unknown(), at: z.date() })),
});
export type OperationItem = z.output<typeof OperationItem>;

/** A connection as its page shows it. Credentials come by a call of their own, which is recorded. */
export const ConnectionDetail = ConnectionItem.extend({
  provider_name: z.string(),
  auth_mode: z.string(),
  is_renewable: z.boolean().describe("Whether the credential can be renewed without its user."),
  last_error: z
    .object({ class: z.string(), code: z.string() })
    .nullable()
    .describe("Of the last failed renewal. Null after a success."),
  missing_scopes: z.array(z.string()).describe("Asked for and not granted."),
  connection_config: z.record(z.string(), z.unknown()),
  webhook_url_override: z.string().nullable(),
  updated_at: z.iso.datetime(),
  refreshed_at: z.iso.datetime().nullable().describe("Last success of a refresh, or the authorization."),
  refresh_due_at: z.iso.datetime().nullable().describe("When the next renewal is due. Null: nothing to renew."),
});
export type ConnectionDetail = z.output<typeof ConnectionDetail>;
