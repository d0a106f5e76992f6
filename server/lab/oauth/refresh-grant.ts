import type { Lab, Queryable } from "../lab";
import { recordInLedger } from "../ledger";
import { optional, required, scopesOf } from "../params";
import { revokeAll } from "../revocation";
import { isPlayedFirst } from "../scenarios";
import { fingerprintOf } from "../secrets";
import { generationsOf, issueToken, lockToken, markUsed, type TokenWithGrant, tokenProblem } from "../tokens";
import { type Outcome, tokensOutcome } from "./outcome";
import { Refusal } from "./refusal";

export interface RefreshRequest {
  refreshToken: string;
  scope: string | null;
}

/** Reads a refresh request. @throws Refusal `invalid_request`: the token is missing. */
export function readRefreshRequest(form: URLSearchParams): RefreshRequest {
  return { refreshToken: required(form, "refresh_token"), scope: optional(form, "scope") };
}

/** Exchanges a refresh token for a new access token (RFC 6749 §6), with the grant's rotation rule. */
export async function refresh(lab: Lab, tx: Queryable, request: RefreshRequest): Promise<Outcome> {
  const found = await lockToken(tx, request.refreshToken);
  if (found?.token.kind !== "refresh") {
    return { refusal: new Refusal("invalid_grant", "This refresh token is unknown.") };
  }
  const { grant, token } = found;
  const fingerprint = fingerprintOf(token.hash);
  const note = (reason: string) =>
    recordInLedger(lab, tx, grant, { event: "refused", kind: "refresh", fingerprint, detail: { reason } });

  if (tokenProblem(lab, found)) {
    await note("grant_revoked");
    return { refusal: new Refusal("invalid_grant", "The user or the provider revoked this access.") };
  }
  if (request.scope !== null && !isWithin(request.scope, grant.scope)) {
    await note("scope_exceeded");
    return { refusal: new Refusal("invalid_scope", "scope contains a scope that was not granted.") };
  }
  if (isPlayedFirst(grant.refreshScenario)) {
    await note(`scenario_${grant.refreshScenario}`);
    return { scenario: grant.refreshScenario, kind: "refresh" };
  }
  const { newest, newestUsed } = await generationsOf(tx, grant.id);
  if (isReuse(found, newestUsed)) {
    await note("refresh_token_reused");
    // The server can't know whether a thief used it first, so it revokes all tokens of the grant (RFC 9700 §4.14.2).
    await revokeAll(lab, tx, grant, "refresh_reuse");
    const description = "This refresh token was already used. All tokens of this grant were revoked.";
    return { refusal: new Refusal("invalid_grant", description) };
  }
  return rotate(lab, tx, found, newest + 1);
}

/** Whether a refresh token is used again against the grant's rotation rule. */
function isReuse({ grant, token }: TokenWithGrant, newestUsed: number): boolean {
  switch (grant.rotation) {
    case "strict":
      return token.usedAt !== null;
    case "overlap":
      return newestUsed > token.generation;
    case "none":
      return false;
  }
}

async function rotate(lab: Lab, tx: Queryable, { grant, token }: TokenWithGrant, generation: number): Promise<Outcome> {
  const isRotated = grant.rotation !== "none";
  if (isRotated) await markUsed(lab, tx, token);
  const detail = { rotation: grant.rotation, generation };
  const fingerprint = fingerprintOf(token.hash);
  await recordInLedger(lab, tx, grant, { event: "refreshed", kind: "refresh", fingerprint, detail });
  const accessToken = await issueToken(lab, tx, grant, { kind: "access", generation });
  const refreshToken = isRotated ? await issueToken(lab, tx, grant, { kind: "refresh", generation }) : null;
  return tokensOutcome({ grant, scenario: grant.refreshScenario, accessToken, refreshToken });
}

function isWithin(requested: string, granted: string): boolean {
  const allowed = new Set(scopesOf(granted));
  return scopesOf(requested).every((scope) => allowed.has(scope));
}
