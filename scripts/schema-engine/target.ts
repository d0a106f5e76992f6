/** A database in the form that `pg` connects to. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** A database and the Postgres schema inside it. */
export interface Target {
  connection: Connection;
  schema: string;
}

/** Converts Prisma's connection URL for `pg`. */
export function target(address = "postgres://localhost/postgres"): Target {
  const url = new URL(address);
  const connection = {
    host: url.searchParams.get("host") ?? decodeURIComponent(url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
  };
  return { connection, schema: url.searchParams.get("schema") ?? "public" };
}
