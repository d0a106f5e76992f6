const KEY = "keyhold.connect.session";
const QUERY = "session_token";

/** The parts of `window` this needs, so that it can be tested without a browser. */
export interface TokenPlace {
  location: Pick<Location, "href" | "pathname">;
  history: Pick<History, "replaceState">;
  readStorage(): Pick<Storage, "getItem" | "setItem">;
}

/** Kept for this page load where the browser forbids storage: the flow works, only a reload does not. */
let inMemory: string | null = null;

/**
 * Takes the session token out of the address at once, so that neither history, nor a referrer, nor a shared screen shows
 * it, and keeps it in this tab. Without one in the address: the token kept earlier, so that a reload works.
 */
export function takeSessionToken(place: TokenPlace): string | null {
  const url = new URL(place.location.href);
  const fresh = url.searchParams.get(QUERY);
  if (fresh === null) return read(place) ?? inMemory;
  url.searchParams.delete(QUERY);
  place.history.replaceState(null, "", `${url.pathname}${url.search}${url.hash}`);
  keep(place, fresh);
  return fresh;
}

/** False for what cannot be a token, such as a link broken in two: it must not reach a header. */
export function canBeToken(token: string): boolean {
  return /^[\w-]{1,255}$/.test(token);
}

function read(place: TokenPlace): string | null {
  try {
    return place.readStorage().getItem(KEY);
  } catch {
    return null; // Storage is forbidden here: see inMemory.
  }
}

function keep(place: TokenPlace, token: string): void {
  inMemory = token;
  try {
    place.readStorage().setItem(KEY, token);
  } catch {
    // Storage is forbidden here: inMemory holds it.
  }
}
