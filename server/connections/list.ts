import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { cutPage, decodeCursor } from "@/server/core/pagination";
import { pool } from "@/server/db";
import { toItem } from "./internal";
import { type ConnectionRow, FROM_CONNECTION, ITEM_COLUMNS } from "./record";
import type { ConnectionList, ListConnectionsQuery } from "./schema";

/** What the wire protocol returns when no limit is named. */
const DEFAULT_LIMIT = 10_000;

/** Collects conditions with their numbered parameters. */
class Conditions {
  readonly values: unknown[] = [];
  private readonly texts: string[] = [];

  /** Adds a condition; each `?` in it stands for the value. */
  add(text: string, value: unknown): void {
    this.values.push(value);
    this.texts.push(text.replaceAll("?", `$${this.values.length}`));
  }

  get where(): string {
    return this.texts.join(" and ");
  }
}

/** Escapes what LIKE would read as a wildcard. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;
}

const SEARCHED = [
  `c."connectionId"`,
  `c."endUser"->>'id'`,
  `c."endUser"->>'display_name'`,
  `c."endUser"->>'email'`,
  `c.tags::text`,
];

function conditionsOf(ctx: Ctx, query: ListConnectionsQuery): Conditions {
  const conditions = new Conditions();
  conditions.add(`c."environmentId" = ?`, ctx.environmentId);
  if (query.connectionId !== undefined) conditions.add(`c."connectionId" = ?`, query.connectionId);
  if (query.integrationId !== undefined) conditions.add(`i."uniqueKey" = any(?)`, query.integrationId.split(","));
  if (query.endUserId !== undefined)
    conditions.add(`c.tags @> jsonb_build_object('end_user_id', ?::text)`, query.endUserId);
  if (query.endUserOrganizationId !== undefined) {
    conditions.add(`c.tags @> jsonb_build_object('organization_id', ?::text)`, query.endUserOrganizationId);
  }
  if (query.tags !== undefined) conditions.add(`c.tags @> ?::jsonb`, JSON.stringify(query.tags));
  if (query.health !== undefined) conditions.add(`c.health = ?::"Health"`, query.health);
  if (query.endsWithinDays !== undefined) {
    conditions.add(`c."endsAt" < now() + ?::int * interval '1 day'`, query.endsWithinDays);
  }
  if (query.search !== undefined) {
    conditions.add(`(${SEARCHED.map((column) => `${column} ilike ?`).join(" or ")})`, containing(query.search));
  }
  if (query.cursor !== undefined) {
    const number = decodeCursor(query.cursor);
    if (number === null) {
      throw new ServiceError("invalid_query_params", "This cursor is not one of ours. Begin again without it.", {
        issues: [{ code: "custom", message: "Unknown cursor", path: ["cursor"] }],
      });
    }
    conditions.add("c.number < ?::bigint", number); // a made-up cursor may be larger than any number
  }
  return conditions;
}

/** Lists the connections of an environment, newest first. Credentials are never in it. */
export async function listConnections(ctx: Ctx, query: ListConnectionsQuery): Promise<ConnectionList> {
  const conditions = conditionsOf(ctx, query);
  const limit = query.limit ?? DEFAULT_LIMIT;
  const offset = (query.page ?? 0) * limit;
  const text = `select ${ITEM_COLUMNS} ${FROM_CONNECTION} where ${conditions.where}
    order by c.number desc limit ${limit + 1} offset ${offset}`;
  const { rows } = await pool().query<ConnectionRow>(text, conditions.values);
  const { items, nextCursor } = cutPage(rows, limit);
  return { connections: items.map(toItem), next_cursor: nextCursor };
}
