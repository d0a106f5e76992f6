/** The server refused (RFC 6749 §5.2). `description` is the server's own text: show it as plain text only. */
export class OAuthError extends Error {
  constructor(
    readonly error: string,
    readonly description: string | null,
    readonly status: number,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`The authorization server refused the request: ${error}`);
    this.name = "OAuthError";
  }
}

/** The response is not a token response. The message has no part of it, because it might contain a token. */
export class OAuthResponseError extends Error {
  constructor(
    readonly reason: string,
    readonly status: number,
    readonly retryAfterMs: number | null = null,
  ) {
    super(`The authorization server's response can't be used: ${reason}`);
    this.name = "OAuthResponseError";
  }
}

/** No response: the connection was refused, timed out or broke off. */
export class OAuthTransportError extends Error {
  constructor(cause: unknown) {
    super("The authorization server could not be reached", { cause });
    this.name = "OAuthTransportError";
  }
}

/** What a failed token request means for the grant. Only the first two end it. */
export type TokenFailure =
  | { kind: "revoked_grant" }
  | { kind: "bad_client" }
  | { kind: "missing_scope" }
  | { kind: "rate_limited"; retryAfterMs: number | null }
  | { kind: "outage"; retryAfterMs: number | null }
  | { kind: "bad_answer" };

const BAD_CLIENT = new Set([
  "invalid_client",
  "unauthorized_client",
  "invalid_client_id",
  "bad_client_secret",
  "incorrect_client_credentials",
]);
const REVOKED = new Set(["invalid_grant", "bad_refresh_token", "token_revoked", "invalid_refresh_token"]);
const MISSING_SCOPE = new Set(["invalid_scope", "insufficient_scope"]);
const TEMPORARY = new Set(["temporarily_unavailable", "server_error", "slow_down"]);

/** Classifies a failure: revoked grant, bad client, rate limit or outage. An unclear failure never ends a grant. */
export function classifyTokenFailure(error: unknown): TokenFailure {
  if (error instanceof OAuthTransportError) return { kind: "outage", retryAfterMs: null };
  if (!(error instanceof OAuthError || error instanceof OAuthResponseError)) return { kind: "bad_answer" };
  const { status, retryAfterMs } = error;
  if (status === 429) return { kind: "rate_limited", retryAfterMs };
  if (status >= 500) return { kind: "outage", retryAfterMs };
  if (error instanceof OAuthResponseError) return { kind: "bad_answer" };
  if (TEMPORARY.has(error.error)) return { kind: "outage", retryAfterMs };
  if (BAD_CLIENT.has(error.error)) return { kind: "bad_client" };
  if (REVOKED.has(error.error)) return { kind: "revoked_grant" };
  if (MISSING_SCOPE.has(error.error)) return { kind: "missing_scope" };
  return { kind: "bad_answer" };
}
