import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { cutPage, decodeCursor } from "@/server/core/pagination";
import { db, pool } from "@/server/db";
import { type ConnectionRow, FROM_CONNECTION, ITEM_COLUMNS } from "@/server/vault/connection";
import type { ConnectionList, ListConnectionsQuery } from "@/wire/connections";
import { toItem } from "./internal";

/** The wire protocol's page size when the query has no limit. */
const DEFAULT_LIMIT = 10_000;

/** Collects conditions with their numbered parameters. */
class Conditions {
  readonly values: unknown[] = [];
  private readonly texts: string[] = [];

  /** Adds a condition. Each `?` in it is replaced by the value. */
  add(text: string, value: unknown): void {
    this.values.push(value);
    this.texts.push(text.replaceAll("?", `$${this.values.length}`));
  }

  get where(): string {
    return this.texts.join(" and ");
  }
}

/** Shorter searches match only the start of words, because the index consists of trigrams. */
const ANYWHERE_FROM = 3;

/** Returns the LIKE pattern of a search, with wildcards escaped. */
function patternOf(search: string): string {
  const escaped = search.replace(/[\\%_]/g, (letter) => `\\${letter}`);
  return search.length < ANYWHERE_FROM ? `% ${escaped}%` : `%${escaped}%`;
}

/** Returns the integrations' IDs, so that the list query can use the index on them. */
async function integrationIds(ctx: Ctx, uniqueKeys: string[]): Promise<string[]> {
  const where = { environmentId: ctx.environmentId, uniqueKey: { in: uniqueKeys } };
  return (await db().integration.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

async function conditionsOf(ctx: Ctx, query: ListConnectionsQuery): Promise<Conditions> {
  const conditions = new Conditions();
  conditions.add(`c."environmentId" = ?`, ctx.environmentId);
  if (query.connectionId !== undefined) conditions.add(`c."connectionId" = ?`, query.connectionId);
  if (query.integrationId !== undefined) {
    const ids = await integrationIds(ctx, query.integrationId.split(","));
    if (ids.length === 1) conditions.add(`c."integrationId" = ?`, ids[0]);
    else conditions.add(`c."integrationId" = any(?)`, ids);
  }
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
  if (query.search !== undefined) conditions.add("s.text like lower(?)", patternOf(query.search));
  if (query.cursor !== undefined) {
    const number = decodeCursor(query.cursor);
    if (number === null) {
      throw new ServiceError("invalid_query_params", "This cursor is invalid. Start again without a cursor.", {
        issues: [{ code: "custom", message: "This cursor is invalid.", path: ["cursor"] }],
      });
    }
    conditions.add("c.number < ?::bigint", number); // a made-up cursor may be larger than any number
  }
  return conditions;
}

const SEARCHED = `join "ConnectionSearch" s on s."connectionId" = c.id and s."environmentId" = c."environmentId"`;

/** Lists the connections of an environment, newest first, without credentials. */
export const listConnections = verb(
  "connections:list",
  async (ctx: Ctx, query: ListConnectionsQuery): Promise<ConnectionList> => {
    // The search index has no text without letters or digits.
    if (query.search !== undefined && !/[\p{L}\p{N}]/u.test(query.search))
      return { connections: [], next_cursor: null };
    const conditions = await conditionsOf(ctx, query);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const offset = (query.page ?? 0) * limit;
    // The inner query finds the page in the narrow indexes. Only its rows are read completely.
    const text = `select ${ITEM_COLUMNS} ${FROM_CONNECTION} where c."environmentId" = $1 and c.number = any(array(
      select c.number from "Connection" c ${query.search === undefined ? "" : SEARCHED} where ${conditions.where}
      order by c.number desc limit ${limit + 1} offset ${offset}))
    order by c.number desc`;
    const { rows } = await pool().query<ConnectionRow>(text, conditions.values);
    const { items, nextCursor } = cutPage(rows, limit);
    return { connections: items.map(toItem), next_cursor: nextCursor };
  },
);
