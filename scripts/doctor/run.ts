import { statfsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { type Finding, ok, warn, wrong } from "@/server/doctor/finding";
import { isFresh } from "../build/stamps";
import { BUILD } from "../build/steps";
import { bundle } from "../lib/bundle.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { ROOT } from "../lib/root.mjs";
import { readSettings } from "../lib/settings";
import { clusterFolder, databaseUrl, readCluster } from "../postgres/cluster";
import { isPostgres, readPidFile } from "../postgres/pid-file";

const LEAST_FREE_MB = 500;
const MARKS = { ok: "✓", warn: "!", wrong: "✗" };

type Examine = typeof import("@/server/doctor/examine");

function checkBuild(): Finding {
  const stale = BUILD.flat().filter((step) => !isFresh(step));
  if (stale.length === 0) return ok("build", "up to date");
  const names = stale.map(({ name }) => name).join(", ");
  return warn("build", `Missing or outdated: ${names}.`, "Run npm start. It builds them.");
}

function checkDisk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.round((bavail * bsize) / 1024 / 1024);
  if (free >= LEAST_FREE_MB) return ok("disk", `${free} MB free`);
  const said = `Only ${free} MB are free in ${dataDir}.`;
  return wrong("disk", said, "Free some space. The database stops when the disk is full.");
}

/** Returns the URL of the running embedded database, or a finding if it isn't running. */
function embeddedDatabase(dataDir: string): string | Finding {
  const cluster = readCluster(dataDir);
  if (!cluster) return wrong("database", "There is no database yet.", "Start Keyhold: npm start");
  const running = readPidFile(clusterFolder(dataDir, cluster));
  if (running?.isReady && isPostgres(running.pid)) return databaseUrl(cluster);
  return wrong("database", "The embedded Postgres isn't running.", "Start Keyhold: npm start");
}

async function examineInstance(findings: Finding[]): Promise<void> {
  const settings = readSettings();
  findings.push(ok("variables", "complete and well-formed"), checkDisk(settings.dataDir));
  if (settings.isEmbedded) {
    const database = embeddedDatabase(settings.dataDir);
    if (typeof database !== "string") return void findings.push(database);
    process.env.DATABASE_URL = database;
  }
  // Bundled here, because it needs the generated database client.
  await bundle("server/doctor/examine.ts", "dist/doctor.mjs");
  process.env.LOG_LEVEL = "silent";
  const { examine }: Examine = await import(pathToFileURL(path.join(ROOT, "dist/doctor.mjs")).href);
  findings.push(...(await examine()));
}

/** Checks the checkout and the instance, and prints the findings. @returns whether there are no errors. */
export async function runDoctor(say: (line: string) => void): Promise<boolean> {
  const findings = [ok("packages", "installed"), checkBuild()];
  await examineInstance(findings).catch((error: unknown) => {
    if (!(error instanceof PlainError)) throw error;
    findings.push(wrong("variables", error.message, "Set them in .env or in the environment."));
  });
  for (const { name, state, message, fix } of findings) {
    say(`${MARKS[state]} ${name.padEnd(10)} ${message}`);
    if (fix) say(`  ${" ".repeat(10)} → ${fix}`);
  }
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const [broken, doubtful] = [count("wrong"), count("warn")];
  say(broken + doubtful === 0 ? "\nNo problems found." : `\nErrors: ${broken}. Warnings: ${doubtful}.`);
  return broken === 0;
}
