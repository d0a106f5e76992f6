import type { Grant } from "./grants";
import type { Lab, Queryable } from "./lab";
import { recordInLedger } from "./ledger";
import { fingerprintOf, hashOf, newId, newSecret } from "./secrets";

export interface StoredToken {
  id: string;
  grantId: string;
  kind: "access" | "refresh";
  hash: Buffer;
  generation: number;
  expiresAt: Date | null;
  usedAt: Date | null;
  revokedAt: Date | null;
}

export interface TokenWithGrant {
  token: StoredToken;
  grant: Grant;
}

/** Returns a token with its grant, or null. */
export async function findToken(db: Queryable, secret: string): Promise<TokenWithGrant | null> {
  const tokens = await db.query<StoredToken>(`select * from "LabToken" where "hash" = $1`, [hashOf(secret)]);
  const token = tokens.rows[0];
  if (!token) return null;
  const grants = await db.query<Grant>(`select * from "LabGrant" where "id" = $1`, [token.grantId]);
  const grant = grants.rows[0];
  return grant ? { token, grant } : null;
}

/** Returns a token with its grant, or null. Locks the grant, so that concurrent calls for the same grant wait. */
export async function lockToken(tx: Queryable, secret: string): Promise<TokenWithGrant | null> {
  await tx.query(
    `select 1 from "LabGrant" where "id" = (select "grantId" from "LabToken" where "hash" = $1) for update`,
    [hashOf(secret)],
  );
  return findToken(tx, secret);
}

/** Issues a token and records it in the ledger. */
export async function issueToken(
  lab: Lab,
  tx: Queryable,
  grant: Grant,
  { kind, generation }: { kind: "access" | "refresh"; generation: number },
): Promise<string> {
  const secret = newSecret(kind);
  const now = lab.now();
  const expiresAt = kind === "access" ? new Date(now.getTime() + grant.expiresIn * 1000) : null;
  await tx.query(
    `insert into "LabToken" ("id", "grantId", "kind", "hash", "generation", "expiresAt", "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), grant.id, kind, hashOf(secret), generation, expiresAt, now],
  );
  const detail = { generation, ...(expiresAt && { expires_at: expiresAt.toISOString() }) };
  await recordInLedger(lab, tx, grant, { event: "issued", kind, fingerprint: fingerprintOf(secret), detail });
  return secret;
}

export async function markUsed(lab: Lab, tx: Queryable, token: StoredToken): Promise<void> {
  await tx.query(`update "LabToken" set "usedAt" = coalesce("usedAt", $2) where "id" = $1`, [token.id, lab.now()]);
}

export async function revokeToken(lab: Lab, tx: Queryable, token: StoredToken): Promise<void> {
  await tx.query(`update "LabToken" set "revokedAt" = coalesce("revokedAt", $2) where "id" = $1`, [
    token.id,
    lab.now(),
  ]);
}

/** Returns the generation of a grant's newest tokens, and of its newest refresh token that was used. */
export async function generationsOf(tx: Queryable, grantId: string): Promise<{ newest: number; newestUsed: number }> {
  const { rows } = await tx.query<{ newest: number; newestUsed: number }>(
    `select coalesce(max("generation"), 0) as "newest",
       coalesce(max("generation") filter (where "kind" = 'refresh' and "usedAt" is not null), 0) as "newestUsed"
     from "LabToken" where "grantId" = $1`,
    [grantId],
  );
  return rows[0] ?? { newest: 0, newestUsed: 0 };
}

/** Returns why a token is not valid now. Null: it is valid. */
export function tokenProblem(lab: Lab, { token, grant }: TokenWithGrant): "revoked" | "expired" | null {
  if (token.revokedAt || grant.status !== "granted") return "revoked";
  return token.expiresAt && token.expiresAt <= lab.now() ? "expired" : null;
}
