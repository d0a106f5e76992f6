import { SESSION_TOKEN_PATTERN } from "@/wire/auth";
import { CONNECT_QUERY } from "@/wire/endpoints";
import type { TabStorage } from "./tab-storage";

const KEY = "keyhold.connect.session";

/** The parts of `window` this needs, so that it can be tested without a browser. */
export interface TokenPlace {
  location: Pick<Location, "href">;
  history: Pick<History, "replaceState">;
}

/**
 * Takes the session token out of the address at once, so that neither history, nor a referrer, nor a shared screen shows
 * it, and keeps it in this tab. Without one in the address: the token kept earlier, so that a reload works.
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

/** False for what cannot be a token, such as a link broken in two: it must not reach a header. */
export function canBeToken(token: string): boolean {
  return SESSION_TOKEN_PATTERN.test(token);
}
