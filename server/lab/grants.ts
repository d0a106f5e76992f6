import type { Lab, Queryable } from "./lab";
import type { ApiScenario, Rotation, TokenScenario } from "./scenarios";
import { hashOf, newId } from "./secrets";

/** How long a browser may take to sign in and consent. */
const REQUEST_TTL_MS = 10 * 60_000;
/** RFC 6749 §4.1.2 recommends a short lifetime, at most ten minutes. */
const CODE_TTL_MS = 60_000;
const ABANDONED_AFTER_MS = 24 * 60 * 60_000;

/** One authorization: a request, then the user's consent, then tokens. */
export interface Grant {
  id: string;
  status: "pending" | "granted" | "denied" | "revoked";
  redirectUri: string;
  state: string | null;
  codeChallenge: string;
  scope: string;
  person: string | null;
  connection: string | null;
  codeExpiresAt: Date | null;
  codeUsedAt: Date | null;
  expiresIn: number;
  rotation: Rotation;
  tokenScenario: TokenScenario;
  refreshScenario: TokenScenario;
  apiScenario: ApiScenario;
}

export type GrantRequest = Omit<Grant, "id" | "status" | "person" | "codeExpiresAt" | "codeUsedAt" | "apiScenario">;

/** Stores an authorization request until the user decides. Deletes abandoned requests. */
export async function storeRequest(lab: Lab, request: GrantRequest): Promise<Grant> {
  const now = lab.now();
  await lab
    .pool()
    .query(`delete from "LabGrant" where "status" = 'pending' and "createdAt" < $1`, [
      new Date(now.getTime() - ABANDONED_AFTER_MS),
    ]);
  const { rows } = await lab.pool().query<Grant>(
    `insert into "LabGrant" ("id", "redirectUri", "state", "codeChallenge", "scope", "connection", "expiresIn",
       "rotation", "tokenScenario", "refreshScenario", "createdAt")
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning *`,
    [
      newId(),
      request.redirectUri,
      request.state,
      request.codeChallenge,
      request.scope,
      request.connection,
      request.expiresIn,
      request.rotation,
      request.tokenScenario,
      request.refreshScenario,
      now,
    ],
  );
  return onlyRow(rows);
}

/** Returns a request that the user has not decided on yet, or null. */
export async function findRequest(lab: Lab, id: string): Promise<Grant | null> {
  const { rows } = await lab
    .pool()
    .query<Grant>(`select * from "LabGrant" where "id" = $1 and "status" = 'pending' and "createdAt" > $2`, [
      id,
      new Date(lab.now().getTime() - REQUEST_TTL_MS),
    ]);
  return rows[0] ?? null;
}

/** Stores who signed in. */
export async function signIn(lab: Lab, id: string, person: string | null): Promise<void> {
  await lab.pool().query(`update "LabGrant" set "person" = $2 where "id" = $1 and "status" = 'pending'`, [id, person]);
}

/** Turns a request into a grant with a code. False: the user already decided. */
export async function approve(lab: Lab, tx: Queryable, id: string, code: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update "LabGrant" set "status" = 'granted', "codeHash" = $2, "codeExpiresAt" = $3
     where "id" = $1 and "status" = 'pending'`,
    [id, hashOf(code), new Date(lab.now().getTime() + CODE_TTL_MS)],
  );
  return rowCount === 1;
}

/** Marks a request as denied. False: the user already decided. */
export async function decline(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update "LabGrant" set "status" = 'denied' where "id" = $1 and "status" = 'pending'`,
    [id],
  );
  return rowCount === 1;
}

/** Returns the grant of a code, locked until the transaction ends, or null. */
export async function lockGrantOfCode(tx: Queryable, code: string): Promise<Grant | null> {
  const { rows } = await tx.query<Grant>(`select * from "LabGrant" where "codeHash" = $1 for update`, [hashOf(code)]);
  return rows[0] ?? null;
}

export async function markCodeUsed(lab: Lab, tx: Queryable, grantId: string): Promise<void> {
  await tx.query(`update "LabGrant" set "codeUsedAt" = $2 where "id" = $1`, [grantId, lab.now()]);
}

/** Revokes a grant and its tokens. Returns the tokens that were still valid. */
export async function endGrant(lab: Lab, tx: Queryable, grantId: string): Promise<EndedToken[]> {
  await tx.query(`update "LabGrant" set "status" = 'revoked' where "id" = $1`, [grantId]);
  const { rows } = await tx.query<EndedToken>(
    `update "LabToken" set "revokedAt" = $2
     where "grantId" = $1 and "revokedAt" is null and ("expiresAt" is null or "expiresAt" > $2)
       and ("kind" = 'access' or "usedAt" is null)
     returning "kind", "hash"`,
    [grantId, lab.now()],
  );
  return rows;
}

interface EndedToken {
  kind: "access" | "refresh";
  hash: Buffer;
}

/** Returns the active grants of a connection, locked. */
export async function lockLiveGrants(tx: Queryable, connection: string): Promise<Grant[]> {
  const { rows } = await tx.query<Grant>(
    `select * from "LabGrant" where "connection" = $1 and "status" = 'granted' order by "createdAt" for update`,
    [connection],
  );
  return rows;
}

function onlyRow<T>(rows: T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("The database returned no row");
  return row;
}
