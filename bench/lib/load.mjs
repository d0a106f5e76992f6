// The load of one round, in a process of its own: as many connections as asked for, each sends its next request when the
// answer is there. Told what to do by its starter, whom it sends the figures.
import { Pool } from "undici";

/** Sends requests one after the other until the time is up; notes how long each took, in milliseconds. */
async function keepAsking(pool, { paths, apiKey, endAt }, took) {
  const headers = { authorization: `Bearer ${apiKey}` };
  for (let index = Math.floor(Math.random() * paths.length); performance.now() < endAt; index += 1) {
    const startedAt = performance.now();
    const { statusCode, body } = await pool.request({ path: paths[index % paths.length], method: "GET", headers });
    const text = await body.text();
    took.push(performance.now() - startedAt);
    // Errors are cheap to serve: one would spoil the figures.
    if (statusCode !== 200) throw new Error(`${statusCode} ${text}`);
  }
}

process.once("message", async ({ url, connections, seconds, paths, apiKey }) => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const took = [];
  const startedAt = performance.now();
  const order = { paths, apiKey, endAt: startedAt + seconds * 1000 };
  await Promise.all(Array.from({ length: connections }, () => keepAsking(pool, order, took)));
  const perSecond = (took.length / (performance.now() - startedAt)) * 1000;
  await pool.close();
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor((took.length - 1) * share)];
  process.send({ total: took.length, perSecond, p50: at(0.5), p99: at(0.99) }, () => process.disconnect());
});
