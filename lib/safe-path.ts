/**
 * Where to go after signing in: a path of this instance, never another site (open redirect).
 *
 * @param asked what the address says, whole or as a path; anything else gives `fallback`.
 * @param origin of this page, such as `http://localhost:3000`.
 */
export function safePath(asked: string | null | undefined, origin: string, fallback: string): string {
  if (!asked || !URL.canParse(asked, origin)) return fallback;
  const url = new URL(asked, origin);
  return url.origin === origin ? url.pathname + url.search + url.hash : fallback;
}
