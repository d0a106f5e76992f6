import { describe, expect, it } from "vitest";
import { classifyTokenFailure, OAuthError, OAuthResponseError, OAuthTransportError, type TokenFailure } from "./errors";

const REVOKED = { kind: "revoked_grant" } as const;
const CLIENT = { kind: "bad_client" } as const;
const OUTAGE = { kind: "outage", retryAfterMs: null } as const;
const LIMITED = { kind: "rate_limited", retryAfterMs: null } as const;
const DOUBT = { kind: "bad_answer" } as const;

const refused = (error: string, status = 400, wait: number | null = null) => new OAuthError(error, null, status, wait);
const unusable = (status: number, wait: number | null = null) => new OAuthResponseError("x", status, wait);

const TABLE: [string, unknown, TokenFailure][] = [
  // Revoked grant
  ["invalid_grant", refused("invalid_grant"), REVOKED],
  ["invalid_grant with 401", refused("invalid_grant", 401), REVOKED],
  ["invalid_grant with 403", refused("invalid_grant", 403), REVOKED],
  ["invalid_grant with 200", refused("invalid_grant", 200), REVOKED],
  ["GitHub's bad_refresh_token with 200", refused("bad_refresh_token", 200), REVOKED],
  ["Slack's invalid_refresh_token with 200", refused("invalid_refresh_token", 200), REVOKED],
  ["Slack's token_revoked with 200", refused("token_revoked", 200), REVOKED],
  // Bad client
  ["invalid_client", refused("invalid_client", 401), CLIENT],
  ["invalid_client with 400", refused("invalid_client"), CLIENT],
  ["unauthorized_client", refused("unauthorized_client"), CLIENT],
  ["GitHub's incorrect_client_credentials with 200", refused("incorrect_client_credentials", 200), CLIENT],
  ["Slack's bad_client_secret with 200", refused("bad_client_secret", 200), CLIENT],
  ["Slack's invalid_client_id with 200", refused("invalid_client_id", 200), CLIENT],
  // Too many calls
  ["429 in HTML", unusable(429), LIMITED],
  ["429 with a wait", unusable(429, 120_000), { kind: "rate_limited", retryAfterMs: 120_000 }],
  ["429 that says invalid_grant", refused("invalid_grant", 429), LIMITED],
  ["429 that says invalid_client", refused("invalid_client", 429, 0), { kind: "rate_limited", retryAfterMs: 0 }],
  // Outage
  ["no answer", new OAuthTransportError(new Error("reset")), OUTAGE],
  ["500 in HTML", unusable(500), OUTAGE],
  ["502 in HTML", unusable(502), OUTAGE],
  ["503 with a wait", unusable(503, 30_000), { kind: "outage", retryAfterMs: 30_000 }],
  ["500 that says invalid_grant", refused("invalid_grant", 500), OUTAGE],
  ["503 that says invalid_client", refused("invalid_client", 503, 5000), { kind: "outage", retryAfterMs: 5000 }],
  ["599 that says token_revoked", refused("token_revoked", 599), OUTAGE],
  ["temporarily_unavailable with 400", refused("temporarily_unavailable"), OUTAGE],
  ["server_error with 200", refused("server_error", 200), OUTAGE],
  ["slow_down with a wait", refused("slow_down", 400, 5000), { kind: "outage", retryAfterMs: 5000 }],
  ["invalid_scope", refused("invalid_scope"), { kind: "missing_scope" }],
  ["insufficient_scope", refused("insufficient_scope", 403), { kind: "missing_scope" }],
  // Unclear
  ["invalid_request", refused("invalid_request"), DOUBT],
  ["unsupported_grant_type", refused("unsupported_grant_type"), DOUBT],
  ["access_denied", refused("access_denied", 403), DOUBT],
  ["INVALID_GRANT in capitals", refused("INVALID_GRANT"), DOUBT],
  ["invalid_grant followed by text", refused("invalid_grant: expired"), DOUBT],
  ["invalid_token", refused("invalid_token", 401), DOUBT],
  ["Facebook's OAuthException", refused("OAuthException"), DOUBT],
  ["an error without a name", refused("error", 200), DOUBT],
  ["an error named like a prototype property", refused("__proto__"), DOUBT],
  ["200 without a token", unusable(200), DOUBT],
  ["a redirect to a login page", unusable(302), DOUBT],
  ["400 in HTML", unusable(400), DOUBT],
  ["401 without a body", unusable(401), DOUBT],
  ["403 of a firewall", unusable(403), DOUBT],
  ["404 of a moved endpoint", unusable(404), DOUBT],
  ["408", unusable(408), DOUBT],
  ["an error of our own", new TypeError("x"), DOUBT],
  ["an object that only looks like an OAuthError", { name: "OAuthError", error: "invalid_grant", status: 400 }, DOUBT],
  ["a text", "invalid_grant", DOUBT],
  ["nothing", undefined, DOUBT],
];

describe("what a failed token request means for the grant (RFC 6749 §5.2)", () => {
  it.each(TABLE)("%s", (_name, error, failure) => {
    expect(classifyTokenFailure(error)).toEqual(failure);
  });

  it("ends the grant only for a grant or client error, never with status 429 or 5xx", () => {
    const endings = TABLE.filter(([, , { kind }]) => kind === "revoked_grant" || kind === "bad_client");
    for (const [, error] of endings) {
      expect(error).toBeInstanceOf(OAuthError);
      const { error: code, description } = error as OAuthError;
      for (const status of [429, 500, 502, 503, 504, 529]) {
        const failure = classifyTokenFailure(new OAuthError(code, description, status));
        expect(["rate_limited", "outage"]).toContain(failure.kind);
      }
    }
  });
});

describe("the errors of a token request", () => {
  it("say what happened, without content of the response", () => {
    expect([refused("invalid_grant"), unusable(200), new OAuthTransportError("reset")].map(String)).toEqual([
      "OAuthError: The authorization server refused the request: invalid_grant",
      "OAuthResponseError: The authorization server's response can't be used: x",
      "OAuthTransportError: The authorization server could not be reached",
    ]);
  });
});
