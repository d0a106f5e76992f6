import { setTimeout as sleep } from "node:timers/promises";
import type { Tick, Verdict } from "./fault";
import { startWorld, type World } from "./world";

const WEBS = 4;

interface Body {
  error?: { code?: string };
  credentials?: { access_token?: string };
}

async function readAll(world: World, name: string, readers: number) {
  const answers = await Promise.all(
    Array.from({ length: readers }, async (_, index) => {
      const web = world.webs[index % WEBS];
      if (!web) throw new Error("A web process is missing");
      const response = await world.read(web, name);
      const body = (await response.json()) as Body;
      return { status: response.status, code: body.error?.code, token: body.credentials?.access_token };
    }),
  );
  const tokens = new Set(answers.map(({ token }) => token));
  const bad = answers.filter(({ status }) => status !== 200);
  return { tokens, bad };
}

/** Reads one expired token many times in parallel on four web processes. The provider must be called exactly once. */
export async function herd({ rounds, readers }: { rounds: number; readers: number }, tick: Tick): Promise<Verdict> {
  const world = await startWorld({ webs: WEBS, workers: 1 });
  try {
    const names = Array.from({ length: rounds }, (_, index) => `strict-herd-${index}`);
    await world.seed(names);
    const wrong: string[] = [];
    for (const [round, name] of names.entries()) {
      tick(round, rounds);
      await world.expire([name]);
      const { tokens, bad } = await readAll(world, name, readers);
      const { calls } = world.provider.grants.get(name) ?? { calls: 0 };
      if (calls !== 1 || tokens.size !== 1 || bad.length > 0) {
        wrong.push(`${name}: ${calls} calls, ${tokens.size} tokens, ${bad.length} failed reads (${bad[0]?.code})`);
      }
    }
    return { said: `${rounds} rounds of ${readers} reads over ${WEBS} processes: 1 call each`, wrong };
  } finally {
    await world.stop();
  }
}

interface Counts {
  ok: number;
  pending: number;
  other: string[];
}

/** Reads a connection repeatedly until it is refreshed. */
async function readUntilDone(read: () => Promise<Response>, counts: Counts, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    const response = await read();
    const body = (await response.json()) as Body;
    if (response.status === 200) {
      counts.ok += 1;
      return true;
    }
    if (body.error?.code === "refresh_pending") counts.pending += 1;
    else counts.other.push(`${response.status} ${body.error?.code}`);
    await sleep(200);
  }
  return false;
}

interface SlowOptions {
  latencyMs: number;
  connections: number;
}

/** Does the same with a provider that is slower than a lease. There must be one call at a time, and reads must return 503 or the token. */
export async function slowProvider({ latencyMs, connections }: SlowOptions): Promise<Verdict> {
  const world = await startWorld({ webs: WEBS, workers: 1 });
  try {
    const names = Array.from({ length: connections }, (_, index) => `strict-slow-${index}`);
    await world.seed(names);
    await world.expire(names);
    world.provider.latencyMs = latencyMs;
    const counts: Counts = { ok: 0, pending: 0, other: [] };
    const readEverywhere = (name: string) =>
      world.webs.map(async (web) => {
        const isDone = await readUntilDone(() => world.read(web, name), counts, latencyMs + 30_000);
        if (!isDone) counts.other.push(`${name} was never refreshed`);
      });
    await Promise.all(names.flatMap(readEverywhere));
    const grants = names.map((name) => world.provider.grants.get(name));
    const mostLive = Math.max(...grants.map((grant) => grant?.mostLive ?? 0));
    const wrong = [...new Set(counts.other)];
    if (mostLive !== 1) wrong.push(`${mostLive} concurrent calls for one connection`);
    if (grants.some((grant) => grant?.calls !== 1)) wrong.push("a connection was not refreshed exactly once");
    const said = `${connections} connections, provider takes ${latencyMs / 1000} s: 1 concurrent call each, ${counts.pending} reads returned refresh_pending, ${counts.ok} returned the token`;
    return { said, wrong };
  } finally {
    await world.stop();
  }
}
