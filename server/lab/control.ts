import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Lab } from "./lab";
import { readLedger } from "./ledger";
import { revokeConnection } from "./revocation";
import { ApiScenario, ExpiresIn, Rotation, TokenScenario } from "./scenarios";

const Connection = z.string().min(1).max(255);
const RevokeInput = z.strictObject({ connection: Connection });
const ScenarioInput = z.strictObject({
  connection: Connection,
  token: TokenScenario.optional(),
  refresh: TokenScenario.optional(),
  api: ApiScenario.optional(),
  rotation: Rotation.optional(),
  expires_in: ExpiresIn.optional(),
});
const LedgerQuery = z.strictObject({
  connection: Connection,
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});

/** Control calls for scripts, curl and CI. They accept only JSON, so that a form on another site can't send them. */
export function controlRoutes(lab: Lab): Hono {
  return new Hono()
    .post("/revoke", async (c) => {
      const input = await readJson(c, RevokeInput);
      if (!input.ok) return input.refusal;
      return c.json({ connection: input.data.connection, revoked: await revokeConnection(lab, input.data.connection) });
    })
    .post("/scenario", async (c) => {
      const input = await readJson(c, ScenarioInput);
      if (!input.ok) return input.refusal;
      const updated = await setScenario(lab, input.data);
      if (updated > 0) return c.json({ connection: input.data.connection, updated });
      return refuse(
        404,
        "unknown_connection",
        `The lab has no active grant for connection "${input.data.connection}".`,
      );
    })
    .get("/ledger", async (c) => {
      const query = LedgerQuery.safeParse(c.req.query());
      if (!query.success) return refuse(400, "invalid_request", "Name one connection: /lab/ledger?connection=<id>.");
      const entries = await readLedger(lab, query.data.connection, query.data.limit);
      return c.json({ connection: query.data.connection, entries });
    });
}

async function setScenario(lab: Lab, input: z.output<typeof ScenarioInput>): Promise<number> {
  const { rowCount } = await lab.pool().query(
    `update "LabGrant" set "tokenScenario" = coalesce($2, "tokenScenario"),
       "refreshScenario" = coalesce($3, "refreshScenario"), "apiScenario" = coalesce($4, "apiScenario"),
       "rotation" = coalesce($5, "rotation"), "expiresIn" = coalesce($6, "expiresIn")
     where "connection" = $1 and "status" in ('pending', 'granted')`,
    [input.connection, input.token, input.refresh, input.api, input.rotation, input.expires_in],
  );
  return rowCount ?? 0;
}

async function readJson<T>(
  c: Context,
  schema: z.ZodType<T>,
): Promise<{ ok: true; data: T } | { ok: false; refusal: Response }> {
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? "")) {
    return { ok: false, refusal: refuse(415, "invalid_request", "Send JSON with content-type: application/json.") };
  }
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, refusal: refuse(400, "invalid_request", z.prettifyError(parsed.error)) };
}

function refuse(status: number, error: string, message: string): Response {
  return Response.json({ error, message }, { status });
}
