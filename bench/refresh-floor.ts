// The floor of the refresh bench: it takes due connections, opens them, calls the token endpoint, and seals and stores the
// response. No fences, no error handling, no log, no governor.
import { fetch } from "undici";
import { open, seal } from "@/server/crypto";
import { pool } from "@/server/db";

const AT_ONCE = 50;
const [tokenUrl = ""] = process.argv.slice(2);

interface Row {
  id: string;
  environmentId: string;
  credentials: Uint8Array;
}

async function take(): Promise<Row[]> {
  const { rows } = await pool().query<Row>({
    name: "floor-take",
    text: `update "Connection" set "refreshDueAt" = null where id in (select id from "Connection" where "refreshDueAt" <= now()
      limit ${AT_ONCE} for update skip locked) returning id, "environmentId", credentials`,
  });
  return rows;
}

async function refresh({ id, environmentId, credentials }: Row): Promise<void> {
  const place = { environmentId, table: "Connection", rowId: id, field: "credentials" };
  const stored = (await open(credentials, place)) as { refresh_token: string };
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: stored.refresh_token }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = (await (await fetch(tokenUrl, { method: "POST", body, headers })).json()) as Record<string, unknown>;
  const sealed = await seal({ ...stored, ...answer, raw: answer }, place);
  await pool().query({
    name: "floor-store",
    text: `update "Connection" set credentials = $2, "expiresAt" = now() + interval '1 hour', "refreshDueAt" = now() + interval '45 minutes' where id = $1`,
    values: [id, sealed],
  });
}

for (let rows = await take(); rows.length > 0; rows = await take()) await Promise.all(rows.map(refresh));
process.exit(0);
