import { lookupHash } from "@/server/crypto";
import { db, type Prisma } from "@/server/db";
import { oauth2ProviderOf } from "@/server/integrations/oauth2-client";

const WITH_RELATIONS = { integration: true, session: true, environment: true } as const;

/** An authorization attempt with what it belongs to. */
export type Attempt = Prisma.AuthAttemptGetPayload<{ include: typeof WITH_RELATIONS }>;

/** Finds the attempt a `state` belongs to. Null: no such state was ever given out, or it was purged. */
export async function findAttempt(state: string): Promise<Attempt | null> {
  return db().authAttempt.findUnique({
    where: { stateHash: await lookupHash("state", state) },
    include: WITH_RELATIONS,
  });
}

/** The issuer recorded before the redirect, and whether the provider promised to name it (RFC 9207 §2.4). */
export function issuerOf(attempt: Attempt) {
  const { codeParam } = oauth2ProviderOf(attempt.integration);
  return { issuer: attempt.issuer, issRequired: attempt.issuer !== null, codeParam };
}

/** Where a flow's sealed PKCE verifier belongs. */
export function verifierPlace({ id, environmentId }: { id: string; environmentId: string }) {
  return { environmentId, table: "AuthAttempt", rowId: id, field: "verifier" };
}
