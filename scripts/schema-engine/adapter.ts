import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import type { Target } from "./target";

/** Postgres' internal type `"char"`, which the catalog tables use and the adapter doesn't support. */
const INTERNAL_CHAR = 18;
const BPCHAR = 1042;

/** A pool that returns `"char"` columns as text. `charColumns` are the positions of these columns in the last result. */
function introspectingPool(config: pg.PoolConfig) {
  const pool = new pg.Pool(config);
  const { query } = pool;
  const last: { charColumns: number[] } = { charColumns: [] };
  const introspectingQuery = async (...args: unknown[]) => {
    const result: Partial<pg.QueryArrayResult> = await Reflect.apply(query, pool, args);
    const fields = result.fields ?? [];
    last.charColumns = fields.flatMap(({ dataTypeID }, at) => (dataTypeID === INTERNAL_CHAR ? [at] : []));
    for (const field of fields) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = BPCHAR;
    return result;
  };
  return { pool: Object.assign(pool, { query: introspectingQuery }), last };
}

/** Opens the engine's adapter, with the functions that migrations need in addition to queries. */
async function openAdapter(
  { connection, schema }: Target,
  afterDispose: () => Promise<void> = async () => {},
): Promise<SqlDriverAdapter> {
  const { pool, last } = introspectingPool({ ...connection, max: 1 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  const dispose = adapter.dispose.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (query: SqlQuery) => {
      const result = await queryRaw(query);
      for (const at of last.charColumns) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    },
    // Runs as one query, because the adapter splits a script at every semicolon, even inside function bodies.
    executeScript: async (script: string) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    },
    dispose: async () => {
      await dispose();
      await afterDispose();
    },
  });
}

/** Opens adapters to the database and to temporary shadow databases. */
export class AdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "@prisma/adapter-pg";
  readonly #database: Target;

  constructor(database: Target) {
    this.#database = database;
  }

  connect(): Promise<SqlDriverAdapter> {
    return openAdapter(this.#database);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const { connection, schema } = this.#database;
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const admin = new pg.Client(connection);
    await admin.connect();
    await admin.query(`create database "${database}"`);
    return openAdapter({ connection: { ...connection, database }, schema }, async () => {
      await admin.query(`drop database if exists "${database}" with (force)`);
      await admin.end();
    });
  }
}
