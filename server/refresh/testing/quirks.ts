import { gzipSync } from "node:zlib";
import { json, type TokenAnswer } from "@/server/testing/token-server";

/** What must be true after one renewal. */
export interface Expected {
  health: "healthy" | "expiring" | "failing" | "needs_reconnect";
  /** Class of the failure. Absent: the renewal succeeded. */
  class?: string;
  /** Seconds until the token ends, give or take some. Null: no stated end. Absent: whatever it was. */
  expiresIn?: number | null;
  /** Refresh token that is stored. Default: the new one after a success, the old one after a failure. */
  refreshToken?: string;
  accessToken?: string;
  /** The mark of a renewal under way stays: the provider may have done the work. */
  isUnanswered?: boolean;
  /** Least seconds until it is tried again. */
  notBefore?: number;
}

export type Quirk = [name: string, answer: () => TokenAnswer | Promise<TokenAnswer>, expected: Expected];

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

/** Answers with which something new comes. */
export const SUCCESSES: Quirk[] = [
  ["rotates", ok(), healthy],
  ["sends no new refresh token", ok({}, ["refresh_token"]), { ...healthy, refreshToken: "rt_old" }],
  ["sends the refresh token as null", ok({ refresh_token: null }), { ...healthy, refreshToken: "rt_old" }],
  ["sends an empty refresh token", ok({ refresh_token: "" }), { ...healthy, refreshToken: "rt_old" }],
  ["sends the same access token again", ok({ access_token: "at_old" }), { ...healthy, accessToken: "at_old" }],
  ["does not tell the lifetime", ok({}, ["expires_in"]), { health: "healthy", expiresIn: null }],
  ["tells the lifetime as text", ok({ expires_in: "3600" }), healthy],
  ["tells a lifetime with a fraction", ok({ expires_in: 3599.5 }), healthy],
  ["tells a lifetime of zero", ok({ expires_in: 0 }), { health: "healthy", expiresIn: null }],
  ["tells a negative lifetime", ok({ expires_in: -1 }), { health: "healthy", expiresIn: null }],
  ["tells a lifetime that is no number", ok({ expires_in: "soon" }), { health: "healthy", expiresIn: null }],
  ["tells a lifetime of five minutes", ok({ expires_in: 300 }), { health: "healthy", expiresIn: 300 }],
  ["writes the token type in capitals", ok({ token_type: "BEARER" }), healthy],
  ["leaves the token type out", ok({}, ["token_type"]), healthy],
  ["drops scopes", ok({ scope: "" }), healthy],
  ["narrows scopes", ok({ scope: "profile" }), healthy],
  ["adds fields nobody knows", ok({ hello: { world: [1] }, instance_url: "https://eu.example" }), healthy],
  [
    "sends the answer as a form",
    raw("access_token=at_new&refresh_token=rt_new&expires_in=3600", 200, {
      "content-type": "application/x-www-form-urlencoded",
    }),
    healthy,
  ],
  ["calls JSON text/plain", () => ({ ...ok()(), headers: { "content-type": "text/plain" } }) as TokenAnswer, healthy],
  ["calls JSON text/html", () => ({ ...ok()(), headers: html }) as TokenAnswer, healthy],
  ["answers 201", () => ({ ...ok()(), status: 201 }) as TokenAnswer, healthy],
  ["begins with a byte order mark", () => ({ body: `\ufeff${ok()()?.body}` }), healthy],
  [
    "sends names twice",
    raw('{"access_token":"first","access_token":"at_new","refresh_token":"rt_new","expires_in":3600}'),
    healthy,
  ],
  [
    "tells that the refresh token lives six days (an app in test mode)",
    ok({ refresh_token: "rt_old", refresh_token_expires_in: 6 * 24 * hour }),
    { health: "expiring", expiresIn: 3600, refreshToken: "rt_old" },
  ],
  ["tells that a rotated refresh token lives a day", ok({ refresh_token_expires_in: 24 * hour }), healthy],
  ["sends a date of its own beside the lifetime", ok({ created_at: 1, expires_at: in1h() + 7200 }), healthy],
  [
    "keeps the clock an hour slow",
    () => ({ ...ok()(), headers: { date: new Date(Date.now() - hour * 1000).toUTCString() } }) as TokenAnswer,
    healthy,
  ],
  [
    "keeps the clock an hour fast",
    () => ({ ...ok()(), headers: { date: new Date(Date.now() + hour * 1000).toUTCString() } }) as TokenAnswer,
    healthy,
  ],
];

/** Refusals and failures. */
export const FAILURES: Quirk[] = [
  ["invalid_grant", refused({ error: "invalid_grant" }), revoked],
  ["invalid_grant with status 401", refused({ error: "invalid_grant" }, 401), revoked],
  ["invalid_grant with status 200", refused({ error: "invalid_grant" }, 200), revoked],
  ["invalid_grant with status 503: an outage", refused({ error: "invalid_grant" }, 503), outage],
  ["invalid_grant with status 429: a rate limit", refused({ error: "invalid_grant" }, 429), limited],
  ["bad_refresh_token with status 200", refused({ error: "bad_refresh_token" }, 200), revoked],
  ["token_revoked in the shape of Slack", refused({ ok: false, error: "token_revoked" }, 200), revoked],
  ["an unknown word in the shape of Slack", refused({ ok: false, error: "fatal_error" }, 200), unknown],
  [
    "an error as an object, as Facebook sends it",
    refused({ error: { message: "no", type: "OAuthException", code: 190 } }, 400),
    unknown,
  ],
  [
    "invalid_client once: it may be a moment's mood",
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
  ["an error of its own", refused({ error: "account_disabled" }), unknown],
  ["an empty answer with status 400", raw("", 400), badAnswer],
  ["a page with status 403", raw(page, 403, html), badAnswer],
  ["a page with status 404", raw(page, 404, html), badAnswer],
  ["status 429 without a word", raw("", 429), limited],
  ["status 429 and ten minutes' wait", raw("", 429, { "retry-after": "600" }), { ...limited, notBefore: 590 }],
  [
    "status 429 and a date",
    () => ({ status: 429, headers: { "retry-after": new Date(Date.now() + 900_000).toUTCString() }, body: "" }),
    { ...limited, notBefore: 880 },
  ],
  [
    "status 429 and a wait of a year: a day at most",
    raw("", 429, { "retry-after": "31536000" }),
    { ...limited, notBefore: 86_000 },
  ],
  ["status 429 and a wait that is no number", raw("", 429, { "retry-after": "later" }), limited],
  ["status 500 with JSON", refused({ error: "oops" }, 500), outage],
  ["status 500 with a page", raw(page, 500, html), outage],
  ["status 502", raw(page, 502, html), outage],
  ["status 503 and two minutes' wait", raw("", 503, { "retry-after": "120" }), { ...outage, notBefore: 115 }],
  ["status 504", raw(page, 504, html), outage],
  ["a connection that breaks off", () => null, { ...outage, isUnanswered: true }],
  ["a page with status 200", raw(page, 200, html), unread],
  ["an empty answer with status 200", raw(""), unread],
  ["status 204", raw("", 204), unread],
  ["JSON that ends in the middle", raw('{"access_token":"at_n'), unread],
  ["a list", raw("[]"), unread],
  ["no access token", ok({}, ["access_token"]), unread],
  ["an empty access token", ok({ access_token: "" }), unread],
  ["an access token that is a number", ok({ access_token: 42 }), unread],
  ["an access token with a line break", ok({ access_token: "a\nb" }), unread],
  ["a megabyte", () => json({ access_token: "at_new", pad: "x".repeat(1024 * 1024) }), unread],
  ["gzip that was not asked for as such", () => ({ headers: {}, body: gzipSync("{}").toString("latin1") }), unread],
  ["a redirect 301", raw("", 301, { location: "/elsewhere" }), badAnswer],
  ["a redirect 302 to another host", raw("", 302, { location: "https://evil.example/" }), badAnswer],
  ["a redirect 307", raw("", 307, { location: "/elsewhere" }), badAnswer],
  ["a redirect 308", raw("", 308, { location: "/elsewhere" }), badAnswer],
];
