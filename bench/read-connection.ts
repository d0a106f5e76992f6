import { isDeepStrictEqual } from "node:util";
import { residentMb } from "../scripts/start/processes";
import { addIntegration, connectOnce, read } from "./lib/connect";
import { type Both, startBoth, type Target } from "./lib/instance";
import { type Measurable, type Measured, measure, median } from "./lib/measure";

const CONNECTIONS = 50;
const ROUNDS = 3;
const LEVELS = [1, 16, 64];
const TARGETS = { ratioAt16: 0.6, residentMb: 200 };

interface Targets {
  app: Measurable;
  floor: Measurable;
}

/** One level of load. */
interface Level {
  /** Number of concurrent connections. */
  connections: number;
  /** Length of a round. */
  seconds: number;
  say(line: string): void;
}

/** Measures `GET /connections/{id}` with a valid OAuth 2.0 token, alternating with the floor, and prints a table. */
export async function benchReadConnection({ say, seconds }: Pick<Level, "say" | "seconds">): Promise<void> {
  const servers = await startBoth(say);
  try {
    const { app, floor, apiKey } = servers;
    const paths = await connectAll(app, apiKey);
    await checkSameAnswers(servers, paths);
    const targets: Targets = { app: { ...app, paths, apiKey }, floor: { ...floor, paths, apiKey } };
    for (const target of [targets.app, targets.floor]) await measure(target, { connections: 16, seconds: 2 });
    say(
      `GET /connections/{id}, ${CONNECTIONS} connections read in turn, ${ROUNDS} rounds of ${seconds} s each, medians\n`,
    );
    say("at once  server      req/s   p50 ms   p99 ms   CPU µs/req   app / floor");
    const ratios = new Map<number, number>();
    for (const level of LEVELS) ratios.set(level, await benchLevel(targets, { connections: level, seconds, say }));
    const resident = residentMb(app.pid);
    await fetch(app.url);
    say(
      `\nResident memory of the web process: ${resident.toFixed(0)} MB after the load (target ≤ ${TARGETS.residentMb}), ${residentMb(app.pid).toFixed(0)} MB after its first page`,
    );
    say(
      `Throughput of the app relative to the floor, with 16 connections: ${percent(ratios.get(16) ?? 0)} (target ≥ ${percent(TARGETS.ratioAt16)})`,
    );
  } finally {
    await servers.stop();
  }
}

async function connectAll({ url }: Target, apiKey: string): Promise<string[]> {
  await addIntegration(url, apiKey);
  const paths: string[] = [];
  for (let index = 0; index < CONNECTIONS; index += 1) paths.push(await connectOnce(url, apiKey, `user-${index}`));
  return paths;
}

/** Checks that the floor returns the same responses as the app. Otherwise it would measure different work. */
async function checkSameAnswers({ app, floor, apiKey }: Both, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const [ours, bare] = await Promise.all([app, floor].map(({ url }) => read(url, path, apiKey)));
    const withoutClock = (answer: object | undefined) => ({ ...answer, last_fetched_at: null });
    if (isDeepStrictEqual(withoutClock(ours), withoutClock(bare))) continue;
    throw new Error(`The floor and the app return different responses for ${path}: ${JSON.stringify({ ours, bare })}`);
  }
}

/** Measures one level of load, alternating app and floor, so that other work on the machine slows both. @returns the ratio of throughputs. */
async function benchLevel({ app, floor }: Targets, { connections, seconds, say }: Level): Promise<number> {
  const rounds: Record<keyof Targets, Measured[]> = { app: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.floor.push(await measure(floor, { connections, seconds }));
    rounds.app.push(await measure(app, { connections, seconds }));
  }
  const ratio = median(rounds.app.map(({ perSecond }, index) => perSecond / (rounds.floor[index]?.perSecond ?? 0)));
  for (const name of ["floor", "app"] as const) {
    const cells = [String(connections).padStart(7), name.padEnd(6), ...figures(rounds[name])];
    say(`${cells.join(" ")}   ${name === "app" ? percent(ratio) : ""}`);
  }
  return ratio;
}

/** Returns the medians of the rounds as table cells. */
function figures(rounds: readonly Measured[]): string[] {
  const middle = (field: "perSecond" | "p50" | "p99") => median(rounds.map((round) => round[field]));
  const cpu = rounds.flatMap(({ cpuMicros }) => cpuMicros ?? []);
  return [
    middle("perSecond").toFixed(0).padStart(10),
    middle("p50").toFixed(1).padStart(8),
    middle("p99").toFixed(1).padStart(8),
    (cpu.length > 0 ? median(cpu).toFixed(0) : "-").padStart(12),
  ];
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
