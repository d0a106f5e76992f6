import { gzipSync } from "node:zlib";
import { json, type TokenAnswer } from "@/server/testing/token-server";

/** What must be true after one refresh. */
export interface Expected {
  health: "healthy" | "expiring" | "failing" | "needs_reconnect";
  /** Class of the failure. Absent: the refresh succeeded. */
  class?: string;
  /** Seconds until the token expires, within 10 s. Null: no stated expiry. Absent: not checked. */
  expiresIn?: number | null;
  /** Refresh token that is stored. Default: the new one after a success, the old one after a failure. */
  refreshToken?: string;
  accessToken?: string;
  /** The in-flight mark stays, because the provider may have processed the refresh. */
  isUnanswered?: boolean;
  /** Least seconds until the next attempt. */
  notBefore?: number;
}

export type Quirk = [name: string, response: () => TokenAnswer | Promise<TokenAnswer>, expected: Expected];

const ok = (more: Record<string, unknown> = {}, drop: string[] = []) => {
  const body: Record<string, unknown> = {
    access_token: "at_new",
    refresh_token: "rt_new",
    expires_in: 3600,
    token_type: "bearer",
  };
  for (const name of drop) delete body[name];
  return () => json({ ...body, ...more });
};
const refused = (error: unknown, status = 400, headers: Record<string, string> = {}) => {
  return (): TokenAnswer => ({ status, headers, body: JSON.stringify(error) });
};
const raw =
  (body: string, status = 200, headers: Record<string, string> = {}) =>
  (): TokenAnswer => ({ status, headers, body });
const page = "<html><body><h1>Sorry</h1></body></html>";
const html = { "content-type": "text/html" };

const healthy: Expected = { health: "healthy", expiresIn: 3600 };
const outage: Expected = { health: "failing", class: "outage" };
const limited: Expected = { health: "failing", class: "rate_limited" };
const badAnswer: Expected = { health: "failing", class: "bad_answer" };
const unread: Expected = { ...badAnswer, isUnanswered: true };
const revoked: Expected = { health: "needs_reconnect", class: "revoked_grant" };
const unknown: Expected = { health: "failing", class: "bad_answer" };
const hour = 3600;
const in1h = () => Math.floor(Date.now() / 1000) + hour;

/** Responses with new credentials. */
export const SUCCESSES: Quirk[] = [
  ["rotates the refresh token", ok(), healthy],
  ["sends no new refresh token", ok({}, ["refresh_token"]), { ...healthy, refreshToken: "rt_old" }],
  ["sends the refresh token as null", ok({ refresh_token: null }), { ...healthy, refreshToken: "rt_old" }],
  ["sends an empty refresh token", ok({ refresh_token: "" }), { ...healthy, refreshToken: "rt_old" }],
  ["sends the same access token again", ok({ access_token: "at_old" }), { ...healthy, accessToken: "at_old" }],
  ["states no lifetime", ok({}, ["expires_in"]), { health: "healthy", expiresIn: null }],
  ["states the lifetime as a string", ok({ expires_in: "3600" }), healthy],
  ["states a fractional lifetime", ok({ expires_in: 3599.5 }), healthy],
  ["states a lifetime of zero", ok({ expires_in: 0 }), { health: "healthy", expiresIn: null }],
  ["states a negative lifetime", ok({ expires_in: -1 }), { health: "healthy", expiresIn: null }],
  ["states a lifetime that isn't a number", ok({ expires_in: "soon" }), { health: "healthy", expiresIn: null }],
  ["states a lifetime of five minutes", ok({ expires_in: 300 }), { health: "healthy", expiresIn: 300 }],
  ["sends the token type in capitals", ok({ token_type: "BEARER" }), healthy],
  ["omits the token type", ok({}, ["token_type"]), healthy],
  ["drops scopes", ok({ scope: "" }), healthy],
  ["narrows scopes", ok({ scope: "profile" }), healthy],
  ["adds unknown fields", ok({ hello: { world: [1] }, instance_url: "https://eu.example" }), healthy],
  [
    "sends the response form-encoded",
    raw("access_token=at_new&refresh_token=rt_new&expires_in=3600", 200, {
      "content-type": "application/x-www-form-urlencoded",
    }),
    healthy,
  ],
  [
    "sends JSON as text/plain",
    () => ({ ...ok()(), headers: { "content-type": "text/plain" } }) as TokenAnswer,
    healthy,
  ],
  ["sends JSON as text/html", () => ({ ...ok()(), headers: html }) as TokenAnswer, healthy],
  ["responds with status 201", () => ({ ...ok()(), status: 201 }) as TokenAnswer, healthy],
  ["sends JSON with a byte order mark", () => ({ body: `\ufeff${ok()()?.body}` }), healthy],
  [
    "sends a JSON key twice",
    raw('{"access_token":"first","access_token":"at_new","refresh_token":"rt_new","expires_in":3600}'),
    healthy,
  ],
  [
    "states a refresh token lifetime of six days (an app in test mode)",
    ok({ refresh_token: "rt_old", refresh_token_expires_in: 6 * 24 * hour }),
    { health: "expiring", expiresIn: 3600, refreshToken: "rt_old" },
  ],
  ["states a lifetime of one day for a rotated refresh token", ok({ refresh_token_expires_in: 24 * hour }), healthy],
  ["sends a conflicting expiry date next to the lifetime", ok({ created_at: 1, expires_at: in1h() + 7200 }), healthy],
  [
    "has a clock that is an hour slow",
    () => ({ ...ok()(), headers: { date: new Date(Date.now() - hour * 1000).toUTCString() } }) as TokenAnswer,
    healthy,
  ],
  [
    "has a clock that is an hour fast",
    () => ({ ...ok()(), headers: { date: new Date(Date.now() + hour * 1000).toUTCString() } }) as TokenAnswer,
    healthy,
  ],
];

/** Rejections and failures. */
export const FAILURES: Quirk[] = [
  ["invalid_grant", refused({ error: "invalid_grant" }), revoked],
  ["invalid_grant with status 401", refused({ error: "invalid_grant" }, 401), revoked],
  ["invalid_grant with status 200", refused({ error: "invalid_grant" }, 200), revoked],
  ["invalid_grant with status 503: an outage", refused({ error: "invalid_grant" }, 503), outage],
  ["invalid_grant with status 429: a rate limit", refused({ error: "invalid_grant" }, 429), limited],
  ["bad_refresh_token with status 200", refused({ error: "bad_refresh_token" }, 200), revoked],
  ["token_revoked in the format of Slack", refused({ ok: false, error: "token_revoked" }, 200), revoked],
  ["an unknown error in the format of Slack", refused({ ok: false, error: "fatal_error" }, 200), unknown],
  [
    "an error as an object, as Facebook sends it",
    refused({ error: { message: "no", type: "OAuthException", code: 190 } }, 400),
    unknown,
  ],
  [
    "invalid_client once, which may be temporary",
    refused({ error: "invalid_client" }, 401),
    { health: "failing", class: "bad_client" },
  ],
  ["unauthorized_client once", refused({ error: "unauthorized_client" }), { health: "failing", class: "bad_client" }],
  ["invalid_scope", refused({ error: "invalid_scope" }), { health: "failing", class: "missing_scope" }],
  ["temporarily_unavailable with status 400", refused({ error: "temporarily_unavailable" }), outage],
  ["server_error with status 400", refused({ error: "server_error" }), outage],
  ["slow_down", refused({ error: "slow_down" }), outage],
  ["invalid_request", refused({ error: "invalid_request" }), unknown],
  ["unsupported_grant_type", refused({ error: "unsupported_grant_type" }), unknown],
  ["a provider-specific error", refused({ error: "account_disabled" }), unknown],
  ["an empty body with status 400", raw("", 400), badAnswer],
  ["an HTML page with status 403", raw(page, 403, html), badAnswer],
  ["an HTML page with status 404", raw(page, 404, html), badAnswer],
  ["status 429 without Retry-After", raw("", 429), limited],
  [
    "status 429 and a Retry-After of ten minutes",
    raw("", 429, { "retry-after": "600" }),
    { ...limited, notBefore: 590 },
  ],
  [
    "status 429 and a Retry-After date",
    () => ({ status: 429, headers: { "retry-after": new Date(Date.now() + 900_000).toUTCString() }, body: "" }),
    { ...limited, notBefore: 880 },
  ],
  [
    "status 429 and a Retry-After of a year, limited to a day",
    raw("", 429, { "retry-after": "31536000" }),
    { ...limited, notBefore: 86_000 },
  ],
  ["status 429 and a Retry-After that isn't a number", raw("", 429, { "retry-after": "later" }), limited],
  ["status 500 with JSON", refused({ error: "oops" }, 500), outage],
  ["status 500 with an HTML page", raw(page, 500, html), outage],
  ["status 502", raw(page, 502, html), outage],
  [
    "status 503 and a Retry-After of two minutes",
    raw("", 503, { "retry-after": "120" }),
    { ...outage, notBefore: 115 },
  ],
  ["status 504", raw(page, 504, html), outage],
  ["a closed connection", () => null, { ...outage, isUnanswered: true }],
  ["an HTML page with status 200", raw(page, 200, html), unread],
  ["an empty body with status 200", raw(""), unread],
  ["status 204", raw("", 204), unread],
  ["truncated JSON", raw('{"access_token":"at_n'), unread],
  ["a JSON array", raw("[]"), unread],
  ["no access token", ok({}, ["access_token"]), unread],
  ["an empty access token", ok({ access_token: "" }), unread],
  ["an access token that is a number", ok({ access_token: 42 }), unread],
  ["an access token with a line break", ok({ access_token: "a\nb" }), unread],
  ["a body of one megabyte", () => json({ access_token: "at_new", pad: "x".repeat(1024 * 1024) }), unread],
  [
    "a gzip body without a content-encoding header",
    () => ({ headers: {}, body: gzipSync("{}").toString("latin1") }),
    unread,
  ],
  ["a redirect 301", raw("", 301, { location: "/elsewhere" }), badAnswer],
  ["a redirect 302 to another host", raw("", 302, { location: "https://evil.example/" }), badAnswer],
  ["a redirect 307", raw("", 307, { location: "/elsewhere" }), badAnswer],
  ["a redirect 308", raw("", 308, { location: "/elsewhere" }), badAnswer],
];
