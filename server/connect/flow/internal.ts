import { lookupHash, open } from "@/server/crypto";
import { db, type Prisma } from "@/server/db";
import { schemeOf } from "@/server/schemes";
import type { FlowSecrets } from "@/server/schemes/flow";
import { callbackUrlOf, providerOf } from "@/server/vault/integration";

const WITH_RELATIONS = { integration: true, session: true, environment: true } as const;

/** An authorization attempt with what it belongs to. */
export type Attempt = Prisma.AuthAttemptGetPayload<{ include: typeof WITH_RELATIONS }>;

/** The name under which the provider at this address gives `state` back. */
async function stateParamAt(callbackPath: string): Promise<string> {
  const callbackId = callbackPath.split("/").at(-1) ?? "";
  const row = await db().integration.findUnique({ where: { callbackId } });
  if (!row || new URL(callbackUrlOf(row)).pathname !== callbackPath) return "state";
  const provider = providerOf(row);
  return schemeOf(provider).flow?.stateParam?.(provider) ?? "state";
}

/** The `state` of a callback. Two values of it are an attack or a bug (RFC 6749 §3.1). Null: there is none. */
export async function stateOf(params: URLSearchParams, callbackPath: string): Promise<string | null> {
  const name = params.has("state") ? "state" : await stateParamAt(callbackPath);
  const values = params.getAll(name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** Finds the attempt a `state` belongs to. Null: no such state was ever given out, or it was purged. */
export async function findAttempt(state: string): Promise<Attempt | null> {
  return db().authAttempt.findUnique({
    where: { stateHash: await lookupHash("state", state) },
    include: WITH_RELATIONS,
  });
}

/** Where a flow's sealed secrets belong. */
export function secretsPlace({ id, environmentId }: { id: string; environmentId: string }) {
  return { environmentId, table: "AuthAttempt", rowId: id, field: "secrets" };
}

/** What the flow had to remember. */
export async function openFlowSecrets(attempt: Attempt): Promise<FlowSecrets> {
  return attempt.secrets ? ((await open(attempt.secrets, secretsPlace(attempt))) as FlowSecrets) : {};
}
