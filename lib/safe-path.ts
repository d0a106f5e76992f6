/**
 * Returns where to go after sign-in: a path of this instance, never another site (open redirect).
 *
 * @param requested a URL of this instance or a path. Anything else returns `fallback`.
 * @param origin the origin of this page, such as `http://localhost:3000`.
 */
export function safePath(requested: string | null | undefined, origin: string, fallback: string): string {
  if (!requested || !URL.canParse(requested, origin)) return fallback;
  const url = new URL(requested, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : fallback;
}
