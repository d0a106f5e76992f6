import { type Grant, lockGrantOfCode, markCodeUsed } from "../grants";
import type { Lab, Queryable } from "../lab";
import { recordInLedger } from "../ledger";
import { required } from "../params";
import { revokeAll } from "../revocation";
import { isPlayedFirst } from "../scenarios";
import { challengeOf, fingerprintOf, sameSecret } from "../secrets";
import { issueToken } from "../tokens";
import { type Outcome, tokensOutcome } from "./outcome";
import { Refusal } from "./refusal";

/** The request that redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5). */
export interface CodeRedemption {
  code: string;
  redirectUri: string;
  verifier: string;
}

/** Reads the request that redeems a code. @throws Refusal `invalid_request`: a parameter is missing or malformed. */
export function readCodeRedemption(form: URLSearchParams): CodeRedemption {
  const redemption = {
    code: required(form, "code"),
    redirectUri: required(form, "redirect_uri"),
    verifier: required(form, "code_verifier"),
  };
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(redemption.verifier)) {
    throw new Refusal("invalid_request", "code_verifier must be 43 to 128 unreserved characters (RFC 7636).");
  }
  return redemption;
}

/** Redeems an authorization code. A code works once, for one minute. */
export async function redeemCode(lab: Lab, tx: Queryable, redemption: CodeRedemption): Promise<Outcome> {
  const grant = await lockGrantOfCode(tx, redemption.code);
  if (!grant) return { refusal: new Refusal("invalid_grant", "This authorization code is unknown.") };
  const refuse = async (reason: string, description: string): Promise<Outcome> => {
    const fingerprint = fingerprintOf(redemption.code);
    await recordInLedger(lab, tx, grant, { event: "refused", kind: "code", fingerprint, detail: { reason } });
    return { refusal: new Refusal("invalid_grant", description) };
  };
  if (grant.codeUsedAt) {
    // A code that is used twice may be stolen, so its tokens are revoked (RFC 6749 §4.1.2).
    await revokeAll(lab, tx, grant, "code_reuse");
    return refuse("code_reused", "This authorization code was already used. Its tokens were revoked.");
  }
  const problem = problemOf(lab, grant, redemption);
  if (problem) return refuse(...problem);
  if (isPlayedFirst(grant.tokenScenario)) {
    const reason = `scenario_${grant.tokenScenario}`;
    await recordInLedger(lab, tx, grant, { event: "refused", kind: "code", detail: { reason } });
    return { scenario: grant.tokenScenario, kind: "code" };
  }
  await markCodeUsed(lab, tx, grant.id);
  const accessToken = await issueToken(lab, tx, grant, { kind: "access", generation: 1 });
  const refreshToken = await issueToken(lab, tx, grant, { kind: "refresh", generation: 1 });
  return tokensOutcome({ grant, scenario: grant.tokenScenario, accessToken, refreshToken });
}

function problemOf(lab: Lab, grant: Grant, { redirectUri, verifier }: CodeRedemption): [string, string] | null {
  if (grant.status !== "granted") return ["grant_revoked", "The user's consent was revoked."];
  if (!grant.codeExpiresAt || grant.codeExpiresAt <= lab.now()) {
    return ["code_expired", "This authorization code has expired. It was valid for 60 seconds."];
  }
  if (grant.redirectUri !== redirectUri) {
    return ["redirect_uri_mismatch", "redirect_uri does not match the authorization request."];
  }
  if (!sameSecret(challengeOf(verifier), grant.codeChallenge)) {
    return ["pkce_mismatch", "code_verifier does not match the code_challenge."];
  }
  return null;
}
