import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "../../scripts/lib/bundle.mjs";
import { ROOT } from "../../scripts/lib/root.mjs";
import { removeDataDir } from "../../scripts/postgres/remove-data-dir.mjs";
import { startPostgres } from "../../scripts/postgres.mjs";
import { serviceEnv } from "../../scripts/start/service-env.mjs";
import { fill } from "./tables.mjs";

const DATA_DIR = path.join(ROOT, ".keyhold-million");
const LIMIT_MS = 100;

/**
 * Seeds a database of its own with many connections and measures every query whose cost could grow with them.
 *
 * @param options `count` of connections; `isKept`: the database stays for the next run; `plansFile`: where the plans go.
 */
export async function benchMillion({
  say,
  count = 1_000_000,
  isKept = false,
  plansFile = /** @type {string | undefined} */ (undefined),
}) {
  await bundle("bench/million/measure.ts", "dist/bench/million.mjs");
  if (!isKept) removeDataDir(DATA_DIR);
  const postgres = await startPostgres({ dataDir: DATA_DIR });
  try {
    Object.assign(process.env, environment(postgres));
    const { measure, migrate } = await import(path.join(ROOT, "dist/bench/million.mjs"));
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

const keyOf = (name) => createHash("sha256").update(`a million connections: ${name}`).digest("base64");

function environment(postgres) {
  return {
    ...serviceEnv({ dataDir: DATA_DIR, publicUrl: "http://127.0.0.1:1" }, postgres),
    NODE_ENV: "production",
    LOG_LEVEL: "fatal",
    KEYHOLD_LAB: "1",
    // The same in each run: what a run sealed, the next one on the same database opens.
    KEYHOLD_KEYS: `k1:${keyOf("sealing")}`,
    NEXTAUTH_SECRET: keyOf("sessions"),
  };
}

async function seed(url, count, say) {
  const { default: pg } = await import("pg");
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

/** The plans, to be read by a person. */
function plansOf(measured) {
  const part = ({ verb, text, tookMs, plan }) =>
    `### ${verb}: ${tookMs.toFixed(1)} ms\n\n\`\`\`sql\n${text}\n\`\`\`\n\n\`\`\`\n${plan}\n\`\`\`\n`;
  return measured.map(part).join("\n");
}
