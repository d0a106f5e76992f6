import { renderStored } from "@/messages/render";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { db } from "@/server/db";
import { canRefresh } from "@/server/schemes";
import { missingScopes } from "@/server/schemes/missing-scopes";
import { findConnectionRow, openCredentials } from "@/server/vault/connection";
import { providerOf } from "@/server/vault/integration";
import type { ConnectionDetail, OperationItem } from "@/wire/connection-details";
import type { ConnectionRef } from "@/wire/connections";
import { toItem } from "./internal";

const SHOWN = 50;

/** Returns one connection for its page. @throws ServiceError `not_found`, `unknown_provider_config`. */
export const describeConnection = verb(
  "connections:read",
  async (ctx: Ctx, ref: ConnectionRef): Promise<ConnectionDetail> => {
    const row = await findConnectionRow(ctx, ref);
    const stored = await openCredentials(row);
    return {
      ...toItem(row),
      provider_name: providerOf(row).name,
      auth_mode: row.authMode,
      is_refreshable: canRefresh(providerOf(row), stored),
      last_error: row.lastError && { class: row.lastError.class, code: row.lastError.code },
      missing_scopes: missingScopes(providerOf(row), stored),
      connection_config: row.connectionConfig,
      webhook_url_override: row.webhookUrlOverride,
      updated_at: row.updatedAt.toISOString(),
      refreshed_at: row.refreshedAt?.toISOString() ?? null,
      refresh_due_at: row.refreshDueAt?.toISOString() ?? null,
    };
  },
);

/** Lists the operations of a connection, newest first. */
export const timeline = verb("logs:read", async (ctx: Ctx, ref: ConnectionRef): Promise<OperationItem[]> => {
  const rows = await db().operation.findMany({
    where: { environmentId: ctx.environmentId, connection: ref.connectionId, integration: ref.providerConfigKey },
    orderBy: { startedAt: "desc" },
    take: SHOWN,
    include: { messages: { orderBy: { at: "asc" } } },
  });
  return rows.map(({ id, type, status, code, message, startedAt, endedAt, messages }) => {
    const steps = messages.map(({ level, message: text, detail, at }) => {
      return { level, message: renderStored(text) ?? "", detail, at };
    });
    return { id, type, status, code, message: renderStored(message), startedAt, endedAt, steps };
  });
});
