/**
 * First segments whose paths all belong to the REST API. Some are parts of the wire protocol that this version does not
 * have: they return the API's JSON error, not a page.
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

/** Whether a path belongs to the REST API. All others are pages. */
export function isRestPath(pathname: string): boolean {
  const end = pathname.indexOf("/", 1);
  const first = end < 0 ? pathname.slice(1) : pathname.slice(1, end);
  if (REST_SEGMENTS.has(first)) return true;
  const second = SHARED_SEGMENTS.get(first);
  if (!second || end < 0) return false;
  const secondEnd = pathname.indexOf("/", end + 1);
  return second.has(secondEnd < 0 ? pathname.slice(end + 1) : pathname.slice(end + 1, secondEnd));
}
