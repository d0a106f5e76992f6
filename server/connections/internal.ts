import { renderCode, renderStored } from "@/messages/render";
import type { ConnectionRow } from "@/server/vault/connection";
import type { ConnectionHealth, ConnectionItem, EndUserView } from "@/wire/connections";

function toEndUser(stored: ConnectionRow["endUser"]): EndUserView | null {
  if (!stored) return null;
  const { id, display_name, email, tags, organization } = stored as Partial<EndUserView>;
  const org = organization && { id: organization.id, display_name: organization.display_name ?? null };
  return {
    id: id ?? "",
    display_name: display_name ?? null,
    email: email ?? null,
    tags: tags ?? {},
    organization: org ?? null,
  };
}

function toHealth(row: ConnectionRow): ConnectionHealth {
  return {
    state: row.health,
    reason: renderStored(row.healthReason),
    since: row.healthSince?.toISOString() ?? null,
    last_good_at: row.lastGoodAt?.toISOString() ?? null,
    next_step: renderCode(row.healthNextStep),
    ends_at: row.endsAt?.toISOString() ?? null,
    ends_because: renderStored(row.endsBecause),
  };
}

/** Returns the fields that the list and the single read share. */
export function toCommon(row: ConnectionRow) {
  return {
    id: row.number,
    connection_id: row.connectionId,
    provider_config_key: row.uniqueKey,
    provider: row.provider,
    errors: row.lastError ? [{ type: "auth", log_id: row.lastError.operationId }] : [],
    end_user: toEndUser(row.endUser),
    tags: row.tags,
    metadata: row.metadata,
    health: toHealth(row),
  };
}

/** Returns a connection as the list has it. */
export function toItem(row: ConnectionRow): ConnectionItem {
  return {
    ...toCommon(row),
    created: row.createdAt.toISOString(),
    expires_at: row.expiresAt?.toISOString() ?? null,
    last_fetched_at: row.lastFetchedAt?.toISOString() ?? null,
  };
}
