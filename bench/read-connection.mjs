import { isDeepStrictEqual } from "node:util";
import { residentMb } from "../scripts/start/processes.mjs";
import { addIntegration, connectOnce, read } from "./lib/connect.mjs";
import { startBoth } from "./lib/instance.mjs";
import { measure, median } from "./lib/measure.mjs";

const CONNECTIONS = 50;
const ROUNDS = 3;
const LEVELS = [1, 16, 64];
const TARGETS = { ratioAt16: 0.6, residentMb: 200 };

/** Measures `GET /connections/{id}` with a valid OAuth 2.0 token beside the bare server, in turn, and prints the table. */
export async function benchReadConnection({ say, seconds }) {
  const servers = await startBoth(say);
  try {
    const { app, floor, apiKey } = servers;
    const paths = await connectAll(app, apiKey);
    await checkSameAnswers(servers, paths);
    const targets = { app: { ...app, paths, apiKey }, floor: { ...floor, paths, apiKey } };
    for (const target of Object.values(targets)) await measure(target, { connections: 16, seconds: 2 });
    say(
      `GET /connections/{id}, ${CONNECTIONS} connections read in turn, ${ROUNDS} rounds of ${seconds} s each, medians\n`,
    );
    say("at once  server      req/s   p50 ms   p99 ms   CPU µs/req   app / floor");
    const ratios = new Map();
    for (const level of LEVELS) ratios.set(level, await benchLevel(targets, { connections: level, seconds, say }));
    const resident = residentMb(app.pid);
    await fetch(app.url);
    say(
      `\nResident memory of the web process after the load: ${resident.toFixed(0)} MB (target ≤ ${TARGETS.residentMb}), and after its first page: ${residentMb(app.pid).toFixed(0)} MB`,
    );
    say(`Throughput at 16 against the floor: ${percent(ratios.get(16))} (target ≥ ${percent(TARGETS.ratioAt16)})`);
  } finally {
    await servers.stop();
  }
}

async function connectAll({ url }, apiKey) {
  await addIntegration(url, apiKey);
  const paths = [];
  for (let index = 0; index < CONNECTIONS; index += 1) paths.push(await connectOnce(url, apiKey, `user-${index}`));
  return paths;
}

/** A floor that answers something else would be no floor. */
async function checkSameAnswers({ app, floor, apiKey }, paths) {
  for (const path of paths) {
    const [ours, bare] = await Promise.all([app, floor].map(({ url }) => read(url, path, apiKey)));
    const withoutClock = (answer) => ({ ...answer, last_fetched_at: null });
    if (isDeepStrictEqual(withoutClock(ours), withoutClock(bare))) continue;
    throw new Error(`The floor does not answer ${path} as the app does: ${JSON.stringify({ ours, bare })}`);
  }
}

/** One level of load: app and floor in turn, so that a noisy neighbour meets both. @returns the ratio of throughputs. */
async function benchLevel({ app, floor }, { connections, seconds, say }) {
  const rounds = { app: [], floor: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.floor.push(await measure(floor, { connections, seconds }));
    rounds.app.push(await measure(app, { connections, seconds }));
  }
  const ratio = median(rounds.app.map(({ perSecond }, index) => perSecond / rounds.floor[index].perSecond));
  for (const name of ["floor", "app"]) say(row(name, connections, rounds[name], name === "app" ? percent(ratio) : ""));
  return ratio;
}

function row(name, connections, rounds, ratio) {
  const middle = (field) => median(rounds.map((round) => round[field]));
  const cpu = middle("cpuMicros");
  const cells = [
    middle("perSecond").toFixed(0),
    middle("p50").toFixed(1),
    middle("p99").toFixed(1),
    cpu?.toFixed(0) ?? "-",
  ];
  const [perSecond, p50, p99, cpuMicros] = cells;
  return `${String(connections).padStart(7)}  ${name.padEnd(6)} ${perSecond.padStart(10)} ${p50.padStart(8)} ${p99.padStart(8)} ${cpuMicros.padStart(12)}   ${ratio}`;
}

function percent(ratio) {
  return `${(ratio * 100).toFixed(0)} %`;
}
