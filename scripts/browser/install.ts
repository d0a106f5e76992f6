import { spawn } from "node:child_process";
import path from "node:path";
import { ROOT } from "../lib/root.mjs";

/** A command that installs a browser. */
interface Installer {
  /** Shown to the user while it runs. */
  title: string;
  steps: readonly (readonly string[])[];
  env: Record<string, string>;
}

const PLAYWRIGHT: Installer = {
  title: "Downloading Playwright's Chromium (about 300 MB)",
  steps: [[process.execPath, path.join(ROOT, "node_modules/@playwright/test/cli.js"), "install", "chromium"]],
  // Playwright waits 30 s for each of several attempts. A network without a response within 5 s can't download 300 MB.
  env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: process.env.PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT ?? "5000" },
};

/** Makes apt-get wait for another package manager's lock instead of failing. */
const APT_GET = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"];
const debian = (asRoot: readonly string[]): Installer => ({
  title: "Installing Debian's Chromium with apt-get (about a minute)",
  steps: [
    [...asRoot, ...APT_GET, "update"],
    [...asRoot, ...APT_GET, "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation"],
  ],
  env: { DEBIAN_FRONTEND: "noninteractive" },
});

/**
 * Installs a browser: Playwright's download, else Debian's package if this user may install packages. Needs network access.
 *
 * @param say called with each step.
 * @param find looks for a browser that starts. Called after each attempt.
 * @returns the result of `find`, or null when no attempt installed a browser that starts.
 */
export async function installBrowser(say: (line: string) => void, find: () => string | null): Promise<string | null> {
  const attempts = [async () => PLAYWRIGHT, debianHere];
  for (const attempt of attempts) {
    const installer = await attempt();
    if (installer === null) continue;
    say(`${installer.title} …`);
    const failure = await runAll(installer);
    if (failure !== null) say(`The installation failed: ${failure}`);
    const found = find();
    if (found !== null) return found;
    if (failure === null) say("The installed browser doesn't start on this system.");
  }
  return null;
}

/** Returns the installer of Debian's package, if apt-get exists and runs without a password. */
async function debianHere(): Promise<Installer | null> {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const mayInstall = (await run([...asRoot, "apt-get", "--version"], {})) === null;
  return mayInstall ? debian(asRoot) : null;
}

async function runAll({ steps, env }: Installer): Promise<string | null> {
  for (const step of steps) {
    const failure = await run(step, env);
    if (failure !== null) return failure;
  }
  return null;
}

/** Runs a command. @returns null when it succeeds, else the line of its output that says why it failed. */
function run([file = "", ...args]: readonly string[], env: Record<string, string>): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output = (output + text).slice(-10_000)));
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? null : reasonIn(output)));
  });
}

/** Returns the first line that starts like an error of Node or apt-get, else the last line. */
function reasonIn(output: string): string {
  const lines = output.split("\n").flatMap((line) => line.trim() || []);
  return (lines.find((line) => /^(Error|E):/.test(line)) ?? lines.at(-1) ?? "no output").replace(/^(Error|E): /, "");
}
