import pg from "pg";

/** One statement that was sent to Postgres. */
export interface Statement {
  /** Name of a prepared statement. Postgres may run it with a generic plan that ignores the values. */
  name: string | null;
  text: string;
  values: unknown[];
}

type Query = (this: unknown, ...args: unknown[]) => unknown;

/** Runs `work` and returns every statement it sends to Postgres, through any library. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (...args) {
    const [config, values] = args as [string | Partial<Statement>, unknown[] | undefined];
    const { name = null, text = "", values: own } = typeof config === "string" ? { text: config } : config;
    statements.push({ name, text, values: own ?? (Array.isArray(values) ? values : []) });
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return statements;
}
