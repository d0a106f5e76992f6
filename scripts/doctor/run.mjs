import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { isFresh } from "../build/stamps.mjs";
import { BUILD } from "../build/steps.mjs";
import { bundle } from "../lib/bundle.mjs";
import { PlainError } from "../lib/plain-error.mjs";
import { ROOT } from "../lib/root.mjs";
import { readSettings } from "../lib/settings.mjs";
import { clusterFolder, databaseUrl, readCluster } from "../postgres/cluster.mjs";
import { isPostgres, readPidFile } from "../postgres/pid-file.mjs";

const LEAST_FREE_MB = 500;
const MARKS = { ok: "✓", warn: "!", wrong: "✗" };

function checkPackages() {
  if (existsSync(path.join(ROOT, "node_modules/next/package.json")))
    return { name: "packages", state: "ok", said: "installed" };
  return { name: "packages", state: "wrong", said: "They are not installed.", mend: "npm start installs them." };
}

function checkBuild() {
  const stale = BUILD.flat().filter((step) => !isFresh(step));
  if (stale.length === 0) return { name: "build", state: "ok", said: "up to date" };
  const said = `${stale.map(({ name }) => name).join(", ")}: older than the sources, or not there.`;
  return { name: "build", state: "warn", said, mend: "npm start builds what is missing." };
}

function checkDisk(dataDir) {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.round((bavail * bsize) / 1024 / 1024);
  if (free >= LEAST_FREE_MB) return { name: "disk", state: "ok", said: `${free} MB free` };
  return {
    name: "disk",
    state: "wrong",
    said: `Only ${free} MB are free below ${dataDir}.`,
    mend: "Make room: the database stops when the disk is full.",
  };
}

/** The address of the running embedded database; a finding where it does not run. */
function embeddedDatabase(dataDir) {
  const cluster = readCluster(dataDir);
  const running = cluster && readPidFile(clusterFolder(dataDir, cluster));
  if (running?.isReady && isPostgres(running.pid)) return { url: databaseUrl(cluster) };
  const said = cluster ? "The embedded Postgres does not run." : "There is no database yet.";
  return { finding: { name: "database", state: "wrong", said, mend: "Start Keyhold: npm start" } };
}

async function examineInstance(findings) {
  const settings = await readSettings();
  findings.push({ name: "variables", state: "ok", said: "complete and well-formed" }, checkDisk(settings.dataDir));
  if (settings.isEmbedded) {
    const { url, finding } = embeddedDatabase(settings.dataDir);
    if (finding) return findings.push(finding);
    process.env.DATABASE_URL = url;
  }
  await bundle("server/doctor/examine.ts", "dist/doctor.mjs");
  process.env.LOG_LEVEL = "silent";
  const { examine } = await import(pathToFileURL(path.join(ROOT, "dist/doctor.mjs")).href);
  findings.push(...(await examine()));
}

/** Examines checkout and instance and prints what it finds. @returns whether nothing is wrong. */
export async function runDoctor(say) {
  const findings = [checkPackages()];
  if (findings[0].state === "ok") {
    findings.push(checkBuild());
    await examineInstance(findings).catch((error) => {
      if (!(error instanceof PlainError)) throw error;
      findings.push({
        name: "variables",
        state: "wrong",
        said: error.message,
        mend: "Set them in .env or the environment.",
      });
    });
  }
  for (const { name, state, said, mend } of findings) {
    say(`${MARKS[state]} ${name.padEnd(10)} ${said}`);
    if (mend) say(`  ${" ".repeat(10)} → ${mend}`);
  }
  const count = (state) => findings.filter((finding) => finding.state === state).length;
  say(
    count("wrong") + count("warn") === 0 ? "\nAll is well." : `\n${count("wrong")} wrong, ${count("warn")} to look at.`,
  );
  return count("wrong") === 0;
}
