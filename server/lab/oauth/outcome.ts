import type { Grant } from "../grants";
import type { TokenScenario } from "../scenarios";
import type { Refusal } from "./refusal";

/** The body of a token response (RFC 6749 §5.1). */
export interface TokenBody {
  access_token: string;
  token_type: "Bearer";
  expires_in?: number;
  refresh_token?: string;
  scope: string;
}

/**
 * The result of a token request. A refusal is a value, not an exception, because the transaction must commit its ledger
 * entry and its revoked tokens.
 */
export type Outcome =
  | { refusal: Refusal }
  | { scenario: TokenScenario; kind: "code" | "refresh" }
  | { tokens: TokenBody; isReplyLost: boolean };

export function tokensOutcome(issued: {
  grant: Grant;
  scenario: TokenScenario;
  accessToken: string;
  refreshToken: string | null;
}): Outcome {
  const { grant, scenario, accessToken, refreshToken } = issued;
  const tokens: TokenBody = {
    access_token: accessToken,
    token_type: "Bearer",
    ...(scenario !== "no_expires_in" && { expires_in: grant.expiresIn }),
    ...(refreshToken !== null && { refresh_token: refreshToken }),
    scope: grant.scope,
  };
  return { tokens, isReplyLost: scenario === "lost_reply" };
}
