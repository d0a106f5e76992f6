import { createCtx, type EnvironmentRef } from "@/server/core/ctx";
import { closePool, db, pool } from "@/server/db";
import { io, outbound } from "@/server/net";
import type { ApiCall } from "@/server/protocols/api-request";
import { type ApiAnswer, callApi } from "@/server/protocols/call-api";
import { apiOf } from "@/server/schemes/api-target";
import { findConnectionRow, openCredentials } from "@/server/vault/connection";
import { findIntegration } from "@/server/vault/integration";

/** Calls the API of a connection with its stored credentials. The integration's key must exist in one environment only. */
export async function callAs(
  { connectionId, uniqueKey }: { connectionId: string; uniqueKey: string },
  call: ApiCall,
): Promise<ApiAnswer> {
  const { rows } = await pool().query<EnvironmentRef>(
    `select e."teamId", e.id as "environmentId", e.name as "environmentName"
     from "Environment" e join "Integration" i on i."environmentId" = e.id where i."uniqueKey" = $1`,
    [uniqueKey],
  );
  const [environment] = rows;
  if (!environment) throw new Error(`No environment has an integration "${uniqueKey}".`);
  const ctx = createCtx({ kind: "system", job: "proof" }, environment);
  const row = await findConnectionRow(ctx, { connectionId, providerConfigKey: uniqueKey });
  const integration = await findIntegration(ctx, uniqueKey);
  const { target, values } = await apiOf({ ...row, integration, stored: await openCredentials(row) });
  return callApi(target, call, values, io());
}

/** Closes the database and HTTP connections of {@link callAs}. */
export async function hangUp(): Promise<void> {
  await Promise.all([db().$disconnect(), closePool(), outbound().close()]);
}
