import { SESSION_TOKEN_PATTERN } from "@/wire/auth";
import { CONNECT_QUERY } from "@/wire/endpoints";
import type { TabStorage } from "./tab-storage";

const KEY = "keyhold.connect.session";

/** The parts of `window` that {@link takeSessionToken} needs, so that tests need no browser. */
export interface TokenPlace {
  location: Pick<Location, "href">;
  history: Pick<History, "replaceState">;
}

/**
 * Returns the session token. A token in the URL is removed from it, so that neither history, a referrer nor a shared
 * screen shows it, and is stored in this tab. Without one in the URL: the stored token, so that a reload works.
 */
export function takeSessionToken(place: TokenPlace, storage: TabStorage): string | null {
  const url = new URL(place.location.href);
  const fresh = url.searchParams.get(CONNECT_QUERY.token);
  if (fresh === null) return storage.get(KEY);
  url.searchParams.delete(CONNECT_QUERY.token);
  place.history.replaceState(null, "", `${url.pathname}${url.search}${url.hash}`);
  storage.set(KEY, fresh);
  return fresh;
}

/** Returns whether the text has the form of a session token. A malformed one must not be put into a header. */
export function canBeToken(token: string): boolean {
  return SESSION_TOKEN_PATTERN.test(token);
}
