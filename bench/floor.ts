// The floor of the bench: a bare `node:http` + `pg` server that does only the necessary work of GET /connections/{id}. It
// hashes the key, runs one named query, opens the credentials and writes the same JSON. No router, no schemas, no logs.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { indexKey, lookupHash, open } from "@/server/crypto";
import { pool } from "@/server/db";

const QUERY = `select c.*, i."uniqueKey", i.provider, k.scopes
  from "ApiKey" k
  join "Connection" c on c."environmentId" = k."environmentId"
  join "Integration" i on i.id = c."integrationId" and i."environmentId" = c."environmentId"
  where k.hash = $1 and i."uniqueKey" = $2 and c."connectionId" = $3`;

function answer(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
  response.end(text);
}

async function readConnection(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://floor");
  const hash = await lookupHash("api-key", (request.headers.authorization ?? "").replace("Bearer ", ""));
  const values = [hash, url.searchParams.get("provider_config_key"), url.pathname.slice("/connections/".length)];
  const { rows } = await pool().query({ name: "floor", text: QUERY, values });
  const row = rows[0];
  if (!row) return answer(response, 404, { error: { code: "not_found" } });
  const place = { environmentId: row.environmentId, table: "Connection", rowId: row.id, field: "credentials" };
  const stored = (await open(row.credentials, place)) as Record<string, unknown> & { raw: Record<string, unknown> };
  const { type, access_token, expires_at } = stored;
  const { refresh_token: _hidden, ...raw } = stored.raw;
  answer(response, 200, {
    id: row.number,
    connection_id: row.connectionId,
    provider_config_key: row.uniqueKey,
    provider: row.provider,
    errors: [],
    end_user: { id: row.endUser.id, display_name: null, email: null, tags: {}, organization: null },
    tags: row.tags,
    metadata: row.metadata,
    health: {
      state: row.health,
      reason: row.healthReason,
      since: row.healthSince?.toISOString() ?? null,
      last_good_at: row.lastGoodAt?.toISOString() ?? null,
      next_step: row.healthNextStep,
      ends_at: row.endsAt?.toISOString() ?? null,
      ends_because: row.endsBecause,
    },
    connection_config: row.connectionConfig,
    webhook_url_override: row.webhookUrlOverride,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_fetched_at: row.lastFetchedAt?.toISOString() ?? null,
    credentials: { type, access_token, expires_at, raw },
  });
}

await indexKey();
const server = createServer((request, response) => void readConnection(request, response));
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.once("disconnect", () => process.exit(0));
