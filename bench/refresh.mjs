import { spawn } from "node:child_process";
import { once } from "node:events";
import { bundle } from "../scripts/lib/bundle.mjs";
import { ROOT } from "../scripts/lib/root.mjs";
import { cpuSeconds } from "../scripts/start/processes.mjs";
import { NODE_FLAGS } from "../scripts/start/services.mjs";
import { endAll } from "./faults/processes.mjs";
import { buildForFaults, startWorld, until } from "./faults/world.mjs";
import { median } from "./lib/measure.mjs";

const CONNECTIONS = 5_000;
const ROUNDS = 3;
const TARGET = 500;

/** Measures how fast the worker renews what is due, beside a bare program that only asks and stores. */
export async function benchRefresh({ say }) {
  await buildForFaults(say);
  await bundle("bench/refresh-floor.ts", "dist/bench/refresh-floor.mjs");
  const world = await startWorld({
    webs: 1,
    workers: 0,
    env: { KEYHOLD_REFRESH_PARALLEL: "50", KEYHOLD_REFRESH_RATE: "1000000" },
  });
  try {
    const names = Array.from({ length: CONNECTIONS }, (_, index) => `strict-bench-${index}`);
    await world.seed(names);
    await endAll(world.webs.splice(0));
    world.provider.latencyMs = 0;
    say(
      `\nRenewals in the background, ${CONNECTIONS} due connections of one provider that answers at once, ${ROUNDS} rounds, medians\n`,
    );
    say("          connections/s   CPU µs/connection   worker / floor");
    const rounds = { floor: [], worker: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.floor.push(await measureFloor(world));
      rounds.worker.push(await measureWorker(world, names));
    }
    const middle = (name, field) => median(rounds[name].map((figures) => figures[field]));
    const ratio = median(rounds.worker.map(({ perSecond }, index) => perSecond / rounds.floor[index].perSecond));
    for (const name of ["floor", "worker"]) {
      const cells = [
        middle(name, "perSecond").toFixed(0).padStart(13),
        (middle(name, "cpuMicros") ?? 0).toFixed(0).padStart(19),
      ];
      say(
        `${name.padEnd(8)}${cells.join(" ")}   ${name === "worker" ? `${(ratio * 100).toFixed(0)} %`.padStart(14) : ""}`,
      );
    }
    say(`\nTarget: ≥ ${TARGET} connections/s on two cores. The provider and the database share them.`);
  } finally {
    await world.stop();
  }
}

async function makeAllDue(world) {
  // Back to what the ledger knows: the floor and the worker both leave the newest token behind.
  await world.query(
    `update "Connection" set "refreshDueAt" = now() - interval '1 second', "refreshHost" = 'lab-oauth2'`,
  );
  // The dead rows of this very statement are the bench's, not the product's.
  await world.query(`vacuum analyze "Connection"`);
  await world.query("checkpoint");
}

function figures(world, before, cpu) {
  const lines = world.provider.ledger.slice(before);
  const refused = lines.filter(({ result }) => result !== "issued").length;
  if (lines.length !== CONNECTIONS || refused > 0)
    throw new Error(`${lines.length} calls, ${refused} refused, instead of ${CONNECTIONS}.`);
  const seconds = (lines.at(-1).at - lines[0].at) / 1000;
  return { perSecond: CONNECTIONS / seconds, cpuMicros: cpu === null ? null : (cpu * 1e6) / CONNECTIONS };
}

async function measureFloor(world) {
  await makeAllDue(world);
  const before = world.provider.ledger.length;
  const child = spawn(process.execPath, [...NODE_FLAGS, "dist/bench/refresh-floor.mjs", world.provider.tokenUrl], {
    cwd: ROOT,
    env: { ...process.env, ...world.env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let cpu = 0;
  const timer = setInterval(() => {
    cpu = cpuSeconds(child.pid) ?? cpu;
  }, 100);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`The floor ended with exit code ${code}.`);
  return figures(world, before, cpu);
}

async function measureWorker(world, names) {
  await makeAllDue(world);
  const before = world.provider.ledger.length;
  const worker = await world.addWorker();
  const isDone = async () => {
    const { rows } = await world.query(
      `select count(*)::int as n from "Connection" where "refreshDueAt" <= now() or "leaseUntil" is not null`,
    );
    return rows[0].n === 0;
  };
  await until("all were renewed", isDone, 120_000);
  const cpu = cpuSeconds(worker.child.pid);
  await endAll(world.workers.splice(0));
  const stored = await world.query(`select count(*)::int as n from "Connection" where health = 'healthy'`);
  if (stored.rows[0].n !== names.length) throw new Error(`Only ${stored.rows[0].n} connections are healthy.`);
  return figures(world, before, cpu);
}
