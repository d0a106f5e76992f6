import { setTimeout as sleep } from "node:timers/promises";
import { startWorld } from "./world.mjs";

const WEBS = 4;

async function readAll(world, name, readers) {
  const answers = await Promise.all(
    Array.from({ length: readers }, async (_, index) => {
      const response = await world.read(world.webs[index % WEBS], name);
      const body = await response.json();
      return { status: response.status, code: body.error?.code, token: body.credentials?.access_token };
    }),
  );
  const tokens = new Set(answers.map(({ token }) => token));
  const bad = answers.filter(({ status }) => status !== 200);
  return { tokens, bad };
}

/** Many parallel reads of one expired token over four web processes: the provider is called exactly once. */
export async function herd({ rounds, readers }, tick) {
  const world = await startWorld({ webs: WEBS, workers: 1 });
  try {
    const names = Array.from({ length: rounds }, (_, index) => `strict-herd-${index}`);
    await world.seed(names);
    const wrong = [];
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

/** The same with a provider that takes longer than any lease: one live call, readers get 503 or the token, never "invalid". */
export async function slowProvider({ latencyMs, connections }) {
  const world = await startWorld({ webs: WEBS, workers: 1 });
  try {
    const names = Array.from({ length: connections }, (_, index) => `strict-slow-${index}`);
    await world.seed(names);
    await world.expire(names);
    world.provider.latencyMs = latencyMs;
    const counts = { ok: 0, pending: 0, other: [] };
    const readUntilDone = async (name, web) => {
      const end = performance.now() + latencyMs + 30_000;
      while (performance.now() < end) {
        const response = await world.read(web, name);
        const body = await response.json();
        if (response.status === 200) {
          counts.ok += 1;
          return;
        }
        if (body.error?.code === "refresh_pending") counts.pending += 1;
        else counts.other.push(`${response.status} ${body.error?.code}`);
        await sleep(200);
      }
      counts.other.push(`${name} was never renewed`);
    };
    await Promise.all(names.flatMap((name) => world.webs.map((web) => readUntilDone(name, web))));
    const grants = names.map((name) => world.provider.grants.get(name));
    const mostLive = Math.max(...grants.map(({ mostLive: most }) => most));
    const wrong = [...new Set(counts.other)];
    if (mostLive !== 1) wrong.push(`${mostLive} live calls for one connection`);
    if (grants.some(({ calls }) => calls !== 1)) wrong.push("a connection was renewed twice");
    const said = `${connections} connections, provider takes ${latencyMs / 1000} s: 1 live call each, ${counts.pending} reads told to wait, ${counts.ok} served`;
    return { said, wrong };
  } finally {
    await world.stop();
  }
}
