import { findBrowser, placesHere } from "./find";
import { installBrowser } from "./install";

const REMEDY =
  "The browser tests need a browser: run `apt-get install chromium` or `npx playwright install chromium`, or set CHROMIUM_PATH " +
  "to a working Chromium. Then run `npm test` again.";

/**
 * Finds a browser for the browser tests, or installs one. Sets `CHROMIUM_PATH` to it, for all child processes.
 *
 * @param say called with each step.
 * @returns null when there is a browser, else a message that says what to do.
 */
export async function prepareBrowser(say: (line: string) => void): Promise<string | null> {
  const { chromium } = await import("@playwright/test");
  const places = placesHere(chromium.executablePath());
  const find = () => findBrowser(places);
  const found = find() ?? (places.chosen === undefined ? await install(say, find) : null);
  if (found === null) return places.chosen === undefined ? REMEDY : `${places.chosen} doesn't start. ${REMEDY}`;
  process.env.CHROMIUM_PATH = found;
  return null;
}

function install(say: (line: string) => void, find: () => string | null): Promise<string | null> {
  say("No browser found for the browser tests.");
  return installBrowser(say, find);
}
