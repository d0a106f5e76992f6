import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { ROOT } from "../../scripts/lib/root.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir";
import { type EmbeddedPostgres, startPostgres } from "../../scripts/postgres/start";
import { serviceEnv } from "../../scripts/start/service-env";
import type { Measured } from "./measure";
import { fill } from "./tables";

const DATA_DIR = path.join(ROOT, ".keyhold-million");
const LIMIT_MS = 100;
const FILE = "dist/bench/million.mjs";

type Measure = typeof import("./measure");
type Say = (line: string) => void;

interface MillionOptions {
  say: Say;
  /** Number of connections. */
  count: number;
  /** Keeps the database for the next run. */
  isKept: boolean;
  /** File for the query plans. */
  plansFile?: string | undefined;
}

/** Seeds a separate database with many connections, and measures every query whose cost could grow with them. */
export async function benchMillion({ say, count, isKept, plansFile }: MillionOptions): Promise<void> {
  // Bundled here, because it needs the generated database client.
  await bundle("bench/million/measure.ts", FILE);
  if (!isKept) removeDataDir(DATA_DIR);
  const postgres = await startPostgres({ dataDir: DATA_DIR });
  try {
    Object.assign(process.env, environment(postgres));
    const { measure, migrate }: Measure = await import(pathToFileURL(path.join(ROOT, FILE)).href);
    await migrate(postgres.url);
    await seed(postgres.url, count, say);
    say("\n        ms   verb");
    const measured = await measure(postgres.url, ({ verb, tookMs }) => {
      say(`${tookMs.toFixed(1).padStart(10)}   ${verb}${tookMs > LIMIT_MS ? "   SLOWER THAN 100 ms" : ""}`);
    });
    if (plansFile) writeFileSync(plansFile, plansOf(measured));
    const slow = measured.filter(({ tookMs }) => tookMs > LIMIT_MS);
    say(
      `\n${measured.length} statements on ${count.toLocaleString("en")} connections, ${slow.length} slower than ${LIMIT_MS} ms.`,
    );
    if (slow.length > 0) process.exitCode = 1;
  } finally {
    await postgres.stop();
    if (!isKept) removeDataDir(DATA_DIR);
  }
}

const keyOf = (name: string) => createHash("sha256").update(`a million connections: ${name}`).digest("base64");

function environment(postgres: EmbeddedPostgres): Record<string, string> {
  return {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: "http://127.0.0.1:1" }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: "fatal",
    KEYHOLD_LAB: "1",
    // The same keys in each run, so that a run can open what an earlier run on the same database sealed.
    KEYHOLD_KEYS: `k1:${keyOf("sealing")}`,
    NEXTAUTH_SECRET: keyOf("sessions"),
  };
}

async function seed(url: string, count: number, say: Say): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(`select count(*)::int as n from "Connection"`);
    if (rows[0].n >= count) return;
    say(`Seeding ${count.toLocaleString("en")} connections`);
    await fill((text, values) => client.query(text, values), count, say);
  } finally {
    await client.end();
  }
}

/** Returns the query plans as Markdown. */
function plansOf(measured: readonly Measured[]): string {
  const part = ({ verb, text, tookMs, plan }: Measured) =>
    `### ${verb}: ${tookMs.toFixed(1)} ms\n\n\`\`\`sql\n${text}\n\`\`\`\n\n\`\`\`\n${plan}\n\`\`\`\n`;
  return measured.map(part).join("\n");
}
