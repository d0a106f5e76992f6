import { spawn } from "node:child_process";
import { once } from "node:events";
import { bundle } from "../scripts/lib/bundle.mjs";
import { ROOT } from "../scripts/lib/root.mjs";
import { cpuSeconds } from "../scripts/start/processes";
import { NODE_FLAGS } from "../scripts/start/services";
import { endAll } from "./faults/processes";
import { buildForFaults, startWorld, until, type World } from "./faults/world";
import { median } from "./lib/measure";

const CONNECTIONS = 5_000;
const ROUNDS = 3;
const TARGET = 500;

/** How fast the due connections of one round were refreshed. */
interface Figures {
  perSecond: number;
  /** CPU time per connection in microseconds. Null: the system does not report it. */
  cpuMicros: number | null;
}

/** Measures how fast the worker refreshes due connections, alternating with a floor that only calls and stores. */
export async function benchRefresh({ say }: { say(line: string): void }): Promise<void> {
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
      `\nBackground refreshes, ${CONNECTIONS} due connections of one provider without latency, ${ROUNDS} rounds, medians\n`,
    );
    say("          connections/s   CPU µs/connection   worker / floor");
    const rounds: Record<"floor" | "worker", Figures[]> = { floor: [], worker: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.floor.push(await measureFloor(world));
      rounds.worker.push(await measureWorker(world, names));
    }
    const ratio = median(
      rounds.worker.map(({ perSecond }, index) => perSecond / (rounds.floor[index]?.perSecond ?? 0)),
    );
    for (const name of ["floor", "worker"] as const) {
      const cells = [
        median(rounds[name].map(({ perSecond }) => perSecond))
          .toFixed(0)
          .padStart(13),
        median(rounds[name].map(({ cpuMicros }) => cpuMicros ?? 0))
          .toFixed(0)
          .padStart(19),
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

async function makeAllDue(world: World): Promise<void> {
  // The floor and the worker both store the newest token, so only the due times need a reset.
  await world.query(
    `update "Connection" set "refreshDueAt" = now() - interval '1 second', "refreshHost" = 'lab-oauth2'`,
  );
  // The bench made these dead rows, so they must not slow the product.
  await world.query(`vacuum analyze "Connection"`);
  await world.query("checkpoint");
}

function figures(world: World, before: number, cpu: number | null): Figures {
  const lines = world.provider.ledger.slice(before);
  const refused = lines.filter(({ result }) => result !== "issued").length;
  if (lines.length !== CONNECTIONS || refused > 0)
    throw new Error(`${lines.length} calls, ${refused} rejected, instead of ${CONNECTIONS}`);
  const seconds = ((lines.at(-1)?.at ?? 0) - (lines[0]?.at ?? 0)) / 1000;
  return { perSecond: CONNECTIONS / seconds, cpuMicros: cpu === null ? null : (cpu * 1e6) / CONNECTIONS };
}

async function measureFloor(world: World): Promise<Figures> {
  await makeAllDue(world);
  const before = world.provider.ledger.length;
  const child = spawn(process.execPath, [...NODE_FLAGS, "dist/bench/refresh-floor.mjs", world.provider.tokenUrl], {
    cwd: ROOT,
    env: { ...process.env, ...world.env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let cpu = 0;
  const timer = setInterval(() => {
    cpu = cpuSeconds(child.pid ?? 0) ?? cpu;
  }, 100);
  const [code] = await once(child, "exit");
  clearInterval(timer);
  if (code !== 0) throw new Error(`The floor exited with code ${code}`);
  return figures(world, before, cpu);
}

async function measureWorker(world: World, names: readonly string[]): Promise<Figures> {
  await makeAllDue(world);
  const before = world.provider.ledger.length;
  const worker = await world.addWorker();
  const isDone = async () => {
    const { rows } = await world.query(
      `select count(*)::int as n from "Connection" where "refreshDueAt" <= now() or "leaseUntil" is not null`,
    );
    return rows[0].n === 0;
  };
  await until("all were refreshed", isDone, 120_000);
  const cpu = cpuSeconds(worker.child.pid ?? 0);
  await endAll(world.workers.splice(0));
  const stored = await world.query(`select count(*)::int as n from "Connection" where health = 'healthy'`);
  if (stored.rows[0].n !== names.length) throw new Error(`Only ${stored.rows[0].n} connections are healthy`);
  return figures(world, before, cpu);
}
