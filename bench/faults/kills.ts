import { setTimeout as sleep } from "node:timers/promises";
import type { Kills, Tick, Verdict } from "./fault";
import type { Running, Web } from "./processes";
import { seeded, startWorld, statesOf, until, type World } from "./world";

const EACH = 5;
const LEASE_MS = 30_000;

function namesOf(prefix: string, kills: number): string[][] {
  return Array.from({ length: kills }, (_, kill) =>
    Array.from({ length: EACH }, (_, index) => `${prefix}-${kill}-${index}`),
  );
}

/** A connection whose stored refresh token is not the provider's newest. */
interface Lost {
  name: string;
  status: number;
  code: string | undefined;
  stored: string | undefined;
  newest: string;
}

/** Returns the web process at an index, modulo their number. */
function webAt({ webs }: World, index: number): Web {
  const web = webs[index % webs.length];
  if (!web) throw new Error("No web process is running");
  return web;
}

/** Returns the lost connections: those that can't be read, or don't have the newest token of the ledger. */
async function lostOf(world: World, names: readonly string[]): Promise<Lost[]> {
  const lost: Lost[] = [];
  for (const name of names) {
    const response = await world.read(webAt(world, 0), name, "&refresh_token=true");
    const body = (await response.json()) as { error?: { code?: string }; credentials?: { refresh_token?: string } };
    const newest = `${name}.${world.provider.grants.get(name)?.newest ?? 0}`;
    if (response.status === 200 && body.credentials?.refresh_token === newest) continue;
    lost.push({
      name,
      status: response.status,
      code: body.error?.code,
      stored: body.credentials?.refresh_token,
      newest,
    });
  }
  return lost;
}

const described = ({ name, status, code, stored, newest }: Lost) =>
  `${name}: ${status} ${code ?? ""} stored ${stored}, newest ${newest}`;

/** Kills a web process at random moments while reads wait for refreshes. No connection may be lost. */
export async function webKills({ kills, seed }: Kills, tick: Tick): Promise<Verdict> {
  const world = await startWorld({ webs: 3, workers: 1 });
  const random = seeded(seed);
  try {
    const rounds = namesOf("strict-web", kills);
    await world.seed(rounds.flat());
    for (const [kill, names] of rounds.entries()) {
      tick(kill, kills);
      const victim = world.webs.pop();
      if (!victim) throw new Error("No web process is running");
      await world.expire(names);
      const reads = names.map((name) => world.read(victim, name).catch(() => undefined));
      await sleep(random() * 60);
      victim.kill("SIGKILL");
      await Promise.all([...reads, victim.exited]);
      const fresh = await world.addWeb();
      world.webs.splice(world.webs.indexOf(fresh), 1);
      world.webs.push(fresh);
    }
    const lost = await lostOf(world, rounds.flat());
    return {
      said: `${kills} kills of a web process, ${kills * EACH} refreshes running: ${lost.length} lost`,
      wrong: lost.map(described),
    };
  } finally {
    await world.stop();
  }
}

/** Kills workers at random moments during refreshes. With overlap, none may be lost. Without, each lost one must be flagged. */
export async function workerKills({ kills, seed }: Kills, tick: Tick): Promise<Verdict> {
  const world = await startWorld({ webs: 1, workers: 2 });
  const random = seeded(seed);
  try {
    await world.listenForWebhooks();
    const rounds = { overlap: namesOf("overlap-worker", kills), strict: namesOf("strict-worker", kills) };
    await world.seed([...rounds.overlap.flat(), ...rounds.strict.flat()]);
    const killedAt = new Map<string, number>();
    for (let kill = 0; kill < kills; kill += 1) {
      tick(kill, kills);
      const names = [...(rounds.overlap[kill] ?? []), ...(rounds.strict[kill] ?? [])];
      await world.makeDue(names);
      await sleep(random() * 40);
      const victims = world.workers.splice(0);
      for (const victim of victims) victim.kill("SIGKILL");
      await Promise.all(victims.map(({ exited }) => exited));
      for (const name of await cutOff(world, victims)) killedAt.set(name, Date.now());
      await Promise.all([world.addWorker(), world.addWorker()]);
      await until("the new workers had caught up", () => hasCaughtUp(world), LEASE_MS);
    }
    const all = [...rounds.overlap.flat(), ...rounds.strict.flat()];
    const isSettled = async () => {
      const states = await statesOf(world, all);
      const rows = [...states.values()];
      return rows.every(({ leaseUntil, health }) => leaseUntil === null && health !== "failing");
    };
    await until("every lease of a killed worker was taken over", isSettled, LEASE_MS * 2 + 30_000);
    return await judgeWorkerKills(world, { rounds, killedAt, kills });
  } finally {
    await world.stop();
  }
}

/** Returns the connections whose refresh these workers were running, in this round or taken over from an earlier one. */
async function cutOff(world: World, victims: readonly Running[]): Promise<string[]> {
  const pids = victims.map(({ child }) => String(child.pid));
  const { rows }: { rows: { name: string }[] } = await world.query(
    `select "connectionId" as name from "Connection" where "leaseUntil" is not null and split_part("leaseOwner", ':', 1) = any($1)`,
    [pids],
  );
  return rows.map(({ name }) => name);
}

/** Whether these workers have nothing to do. Leases of killed workers don't count, because they are still valid. */
async function hasCaughtUp(world: World): Promise<boolean> {
  const pids = world.workers.map(({ child }) => String(child.pid));
  const { rows } = await world.query(
    `select (select count(*) from "Connection" where "leaseUntil" < now() or split_part("leaseOwner", ':', 1) = any($1))
       + (select count(*) from "Delivery" where "nextAttemptAt" <= now()
           and ("leaseUntil" is null or "leaseUntil" < now() or split_part("leaseOwner", ':', 2) = any($1))) as n`,
    [pids],
  );
  return Number(rows[0].n) === 0;
}

interface WorkerRun {
  rounds: { overlap: string[][]; strict: string[][] };
  /** When the last kill hit each connection, in epoch milliseconds. */
  killedAt: ReadonlyMap<string, number>;
  kills: number;
}

async function judgeWorkerKills(world: World, { rounds, killedAt, kills }: WorkerRun): Promise<Verdict> {
  const wrong: string[] = [];
  const lostOverlap = await lostOf(world, rounds.overlap.flat());
  wrong.push(...lostOverlap.map(described));
  const strict = rounds.strict.flat();
  const lost = await lostOf(world, strict);
  const states = await statesOf(world, strict);
  let slowest = 0;
  for (const one of lost) {
    const state = states.get(one.name);
    if (state?.health !== "interrupted") wrong.push(`${described(one)}, health ${state?.health}`);
    await until(`the webhook of ${one.name} arrived`, async () => hasWebhook(world, one.name), 30_000).catch(
      (error: Error) => wrong.push(error.message),
    );
    const came = world.receiver.received.find(({ connectionId, success }) => connectionId === one.name && !success);
    if (!came) continue;
    if (came.error?.type !== "interrupted") wrong.push(`${one.name}: the webhook says ${came.error?.type}`);
    slowest = Math.max(slowest, came.at - (killedAt.get(one.name) ?? came.at));
  }
  if (slowest > 60_000)
    wrong.push(`a webhook arrived ${(slowest / 1000).toFixed(0)} s after the last kill that interrupted its refresh`);
  const said =
    `${kills} kills of both workers: ${lostOverlap.length} of ${strict.length} lost with overlap; strict: ${lost.length} of ${strict.length} lost, ` +
    `all flagged, slowest webhook ${(slowest / 1000).toFixed(0)} s after the last kill that interrupted its refresh`;
  return { said, wrong };
}

async function hasWebhook(world: World, name: string): Promise<boolean> {
  return world.receiver.received.some(({ connectionId, success }) => connectionId === name && !success);
}

/** Kills Postgres or stops it in immediate mode at random moments during refreshes. No connection may be lost, and reads must work again. */
export async function postgresKills({ kills, seed }: Kills, tick: Tick): Promise<Verdict> {
  const world = await startWorld({ webs: 2, workers: 2 });
  const random = seeded(seed);
  try {
    const rounds = namesOf("strict-db", kills);
    await world.seed([...rounds.flat(), "strict-canary"]);
    let slowest = 0;
    for (const [kill, names] of rounds.entries()) {
      tick(kill, kills);
      await world.makeDue(names);
      await sleep(random() * 40);
      const upAt = await world.crashPostgres(kill % 2 === 0 ? "SIGKILL" : "SIGQUIT");
      await until(
        "reads worked again",
        async () => (await world.read(webAt(world, kill), "strict-canary")).status === 200,
        30_000,
      );
      slowest = Math.max(slowest, performance.now() - upAt);
    }
    const all = rounds.flat();
    const isSettled = async () => {
      const states = [...(await statesOf(world, all)).values()];
      const { rows } = await world.query(
        `select count(*)::int as n from "Connection" where "refreshDueAt" <= now() or "leaseUntil" is not null`,
      );
      return rows[0].n === 0 && states.every(({ health }) => health !== "failing");
    };
    await until("everything due was refreshed", isSettled, LEASE_MS * 2 + 30_000);
    const lost = await lostOf(world, all);
    const wrong = lost.map(described);
    if (slowest > 5_000) wrong.push(`reads failed for ${(slowest / 1000).toFixed(1)} s after the database was back`);
    const said = `${kills} crashes of Postgres, ${all.length} refreshes running: ${lost.length} lost, reads work again at most ${(slowest / 1000).toFixed(1)} s after the database is back`;
    return { said, wrong };
  } finally {
    await world.stop();
  }
}
