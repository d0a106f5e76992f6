import { lookupHash, open } from "@/server/crypto";
import { db, type Prisma } from "@/server/db";
import { schemeOf } from "@/server/schemes";
import type { FlowSecrets } from "@/server/schemes/flow";
import { callbackUrlOf, providerOf } from "@/server/vault/integration";

const WITH_RELATIONS = { integration: true, session: true, environment: true } as const;

/** An authorization attempt with its integration, session and environment. */
export type Attempt = Prisma.AuthAttemptGetPayload<{ include: typeof WITH_RELATIONS }>;

/** Returns the query parameter in which the provider of this callback returns `state`. */
async function stateParamAt(callbackPath: string): Promise<string> {
  const callbackId = callbackPath.split("/").at(-1) ?? "";
  const row = await db().integration.findUnique({ where: { callbackId } });
  if (!row || new URL(callbackUrlOf(row)).pathname !== callbackPath) return "state";
  const provider = providerOf(row);
  return schemeOf(provider).flow?.stateParam?.(provider) ?? "state";
}

/** Returns the `state` of a callback. Null: there is none, or more than one (RFC 6749 §3.1). */
export async function stateOf(params: URLSearchParams, callbackPath: string): Promise<string | null> {
  const name = params.has("state") ? "state" : await stateParamAt(callbackPath);
  const values = params.getAll(name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** Returns the attempt with this `state`. Null: the state was never issued, or the attempt was purged. */
export async function findAttempt(state: string): Promise<Attempt | null> {
  return db().authAttempt.findUnique({
    where: { stateHash: await lookupHash("state", state) },
    include: WITH_RELATIONS,
  });
}

/** Returns the place that a flow's secrets are sealed for. */
export function secretsPlace({ id, environmentId }: { id: string; environmentId: string }) {
  return { environmentId, table: "AuthAttempt", rowId: id, field: "secrets" };
}

/** Returns the secrets of a flow. */
export async function openFlowSecrets(attempt: Attempt): Promise<FlowSecrets> {
  return attempt.secrets ? ((await open(attempt.secrets, secretsPlace(attempt))) as FlowSecrets) : {};
}
