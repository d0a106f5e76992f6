/** What Prisma's connection addresses mean to `pg`: `{ connection, schema }`. */
export function target(address = "postgres://localhost/postgres") {
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
