import type { Context } from "hono";

/** Headers a page on another origin may read. */
export const EXPOSED_HEADERS = [
  "Authorization",
  "Etag",
  "Content-Type",
  "Content-Length",
  "X-Nango-Signature",
  "X-RateLimit-Limit",
  "X-RateLimit-Remaining",
  "X-RateLimit-Reset",
  "Retry-After",
  "X-Request-Id",
].join(", ");

const ALLOWED_HEADERS = [
  "Authorization",
  "Content-Type",
  "Accept",
  "Origin",
  "X-Requested-With",
  "Provider-Config-Key",
  "Connection-Id",
  "Sentry-Trace",
  "Baggage",
];
const ALLOWED_METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";
const PREFLIGHT_SECONDS = "600";

/** Headers a page may send: the fixed list, and any requested `Nango-` header of the wire protocol. */
function allowedHeaders(requested: string | undefined): string {
  const asked = (requested ?? "").split(",").map((name) => name.trim());
  return [...ALLOWED_HEADERS, ...asked.filter((name) => /^nango-[a-z0-9-]{1,64}$/i.test(name))].join(", ");
}

/** Answers a preflight request. Any origin may call, without cookies. */
export function answerPreflight(c: Context): Response {
  c.header("access-control-allow-methods", ALLOWED_METHODS);
  c.header("access-control-allow-headers", allowedHeaders(c.req.header("access-control-request-headers")));
  c.header("access-control-max-age", PREFLIGHT_SECONDS);
  c.header("vary", "Access-Control-Request-Headers");
  return c.body(null, 204);
}
