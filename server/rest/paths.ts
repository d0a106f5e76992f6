/**
 * First segments that belong to the REST API as a whole. Some name parts of the wire protocol that this version does not
 * have: they answer with the API's own JSON, not with a page.
 */
const REST_SEGMENTS = new Set([
  "action",
  "api-auth",
  "auth",
  "connection",
  "connections",
  "environment-variables",
  "health",
  "integrations",
  "lab",
  "oauth",
  "oauth2",
  "openapi.json",
  "providers",
  "proxy",
  "ready",
  "records",
  "scripts",
  "sync",
  "webhook",
]);

/** Second segments of REST paths whose first segment is shared with pages. */
const SHARED_SEGMENTS = new Map([
  ["connect", new Set(["session", "sessions", "telemetry"])],
  ["images", new Set(["template-logos"])],
]);

/** Tells whether a path belongs to the REST API; all others belong to the pages. */
export function isRestPath(pathname: string): boolean {
  const end = pathname.indexOf("/", 1);
  const first = end < 0 ? pathname.slice(1) : pathname.slice(1, end);
  if (REST_SEGMENTS.has(first)) return true;
  const second = SHARED_SEGMENTS.get(first);
  if (!second || end < 0) return false;
  const secondEnd = pathname.indexOf("/", end + 1);
  return second.has(secondEnd < 0 ? pathname.slice(end + 1) : pathname.slice(end + 1, secondEnd));
}
