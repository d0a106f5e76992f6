import { z } from "zod";
import { ConnectionItem } from "./connections";

/** One operation in a connection's log. */
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

/** A connection as its page shows it. Credentials need a separate call, which is recorded in the audit log. */
export const ConnectionDetail = ConnectionItem.extend({
  provider_name: z.string(),
  auth_mode: z.string(),
  is_refreshable: z.boolean().describe("Whether Keyhold can refresh the credentials without the end user."),
  last_error: z
    .object({ class: z.string(), code: z.string() })
    .nullable()
    .describe("Why the last refresh failed. Null: it succeeded."),
  missing_scopes: z.array(z.string()).describe("Scopes that Keyhold requested and the provider did not grant."),
  connection_config: z.record(z.string(), z.unknown()),
  webhook_url_override: z.string().nullable(),
  updated_at: z.iso.datetime(),
  refreshed_at: z.iso.datetime().nullable().describe("When the last refresh, or the authorization, succeeded."),
  refresh_due_at: z.iso.datetime().nullable().describe("When the next refresh is due. Null: nothing to refresh."),
});
export type ConnectionDetail = z.output<typeof ConnectionDetail>;
