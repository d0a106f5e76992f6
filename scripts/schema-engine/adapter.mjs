import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** Postgres' internal type `"char"`, which the catalog tables use and the adapter does not know. */
const INTERNAL_CHAR = 18;
const BPCHAR = 1042;

/** A pool that hands `"char"` columns to the adapter as text. */
class IntrospectingPool extends pg.Pool {
  async query(...args) {
    const result = await super.query(...args);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== INTERNAL_CHAR) continue;
      field.dataTypeID = BPCHAR;
      field.isInternalChar = true;
    }
    return result;
  }
}

/** Opens the adapter the engine talks through, with what migrations need beyond queries. */
async function openAdapter({ connection, schema }, afterDispose = async () => {}) {
  const pool = new IntrospectingPool({ ...connection, max: 1 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  const { performIO, queryRaw, dispose } = bound(adapter);
  let charColumns = [];
  return Object.assign(adapter, {
    performIO: async (query) => {
      const result = await performIO(query);
      charColumns = (result.fields ?? []).flatMap((field, at) => (field.isInternalChar ? [at] : []));
      return result;
    },
    queryRaw: async (query) => {
      const result = await queryRaw(query);
      for (const at of charColumns) result.columnTypes[at] = ColumnTypeEnum.Character;
      return result;
    },
    // Whole, since the adapter's own way cuts a script at every semicolon, those inside function bodies, too.
    executeScript: async (script) => {
      await pool.query(script).catch((error) => adapter.onError(error));
    },
    dispose: async () => {
      await dispose();
      await afterDispose();
    },
  });
}

function bound(adapter) {
  return {
    performIO: adapter.performIO.bind(adapter),
    queryRaw: adapter.queryRaw.bind(adapter),
    dispose: adapter.dispose.bind(adapter),
  };
}

/** Opens adapters to the database itself and to throw-away databases beside it. */
export class AdapterFactory {
  provider = "postgres";
  adapterName = "@prisma/adapter-pg";
  #database;

  constructor(database) {
    this.#database = database;
  }

  connect() {
    return openAdapter(this.#database);
  }

  async connectToShadowDb() {
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
