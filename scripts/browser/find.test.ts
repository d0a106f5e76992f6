import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findBrowser, type Places } from "./find";

const STARTS = "#!/bin/sh\necho Chromium 1";
const LACKS_A_LIBRARY = "#!/bin/sh\nexit 127";
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "browser-"));
});

afterEach(() => rmSync(root, { recursive: true }));

/** Writes a program to the disk. @returns its path. */
function program(name: string, text = STARTS, mode = 0o755): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

/** Returns the places of a machine, where only the given ones are searched. */
function places(more: Partial<Places> = {}): Places {
  return {
    path: path.join(root, "bin"),
    usual: [path.join(root, "usual")],
    downloaded: path.join(root, "own"),
    ...more,
  };
}

describe("finding a browser for the browser tests", () => {
  it.each(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])("finds %s in PATH", (name) => {
    const file = program(`bin/${name}`);
    expect(findBrowser(places({ path: ["/nowhere", path.join(root, "bin")].join(path.delimiter) }))).toBe(file);
  });

  it("finds a browser in a common folder that isn't in PATH", () => {
    const file = program("usual/chromium");
    expect(findBrowser(places())).toBe(file);
  });

  it("finds a browser at a common path of an application", () => {
    const file = program("Chromium.app/Chromium");
    expect(findBrowser(places({ usual: [file] }))).toBe(file);
  });

  it("prefers the system's browser to the one Playwright downloaded", () => {
    const downloaded = program("own");
    expect(findBrowser(places())).toBe(downloaded);
    const system = program("bin/chromium");
    expect(findBrowser(places())).toBe(system);
  });

  it.each([
    ["does not start", LACKS_A_LIBRARY, 0o755],
    ["is not executable", STARTS, 0o644],
  ])("skips a browser that %s", (_, text, mode) => {
    program("bin/chromium", text, mode);
    const other = program("bin/google-chrome");
    expect(findBrowser(places())).toBe(other);
  });

  it("uses only CHROMIUM_PATH when it is set, even if that does not start", () => {
    program("bin/chromium");
    const chosen = program("my-browser");
    expect(findBrowser(places({ chosen }))).toBe(chosen);
    expect(findBrowser(places({ chosen: path.join(root, "gone") }))).toBeNull();
  });

  it("returns null without a browser, and ignores relative folders in PATH", () => {
    expect(findBrowser(places())).toBeNull();
    expect(findBrowser(places({ path: "" }))).toBeNull();
  });
});
