import { spawnSync } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** Where to look for a browser for the browser tests. */
export interface Places {
  /** `CHROMIUM_PATH`. If set, other places are not searched. */
  chosen?: string;
  /** `PATH`. */
  path: string;
  /** Common files and folders of browsers outside `PATH`. */
  usual: readonly string[];
  /** Where Playwright downloads its browser. */
  downloaded: string;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const USUAL = [
  "/usr/bin",
  "/usr/local/bin",
  "/snap/bin",
  "/opt/google/chrome/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const START_MS = 20_000;

/** Returns the places of this machine. @param downloaded `chromium.executablePath()` of Playwright. */
export function placesHere(downloaded: string): Places {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  return { path: PATH, usual: USUAL, downloaded, ...(CHROMIUM_PATH && { chosen: CHROMIUM_PATH }) };
}

/**
 * Returns the path of a Chromium that starts: `CHROMIUM_PATH`, else the system's, else the one Playwright downloaded.
 *
 * Each candidate must print its version, because an existing file may not start: Playwright's download can lack system
 * libraries, and Ubuntu's `chromium-browser` only says to install a snap.
 *
 * @returns null when none starts.
 */
export function findBrowser({ chosen, path: search, usual, downloaded }: Places): string | null {
  if (chosen !== undefined) return starts(chosen) ? chosen : null;
  const folders = [...search.split(path.delimiter), ...usual];
  const candidates = [
    ...folders.flatMap((folder) => [folder, ...NAMES.map((name) => path.join(folder, name))]),
    downloaded,
  ];
  return [...new Set(candidates)].find(starts) ?? null;
}

function starts(file: string): boolean {
  if (!path.isAbsolute(file) || !isProgram(file)) return false;
  // Chrome for Windows opens a window instead of printing its version.
  if (process.platform === "win32") return true;
  return spawnSync(file, ["--version"], { stdio: "ignore", timeout: START_MS }).status === 0;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
