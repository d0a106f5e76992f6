// Sends the requests of one round, in a separate process. Each connection sends its next request when it has the response.
// The parent process sends the order as a message, and gets the figures back.
import { Pool } from "undici";

/** What to request from a server. */
export interface Order {
  url: string;
  /** Number of concurrent connections. */
  connections: number;
  seconds: number;
  paths: string[];
  apiKey: string;
}

/** The figures of a round. Times in milliseconds. */
export interface Figures {
  total: number;
  perSecond: number;
  p50: number;
  p99: number;
}

type Asking = Pick<Order, "paths" | "apiKey"> & { endAt: number };

/** Sends requests one after the other until the time is up, and adds the duration of each in milliseconds to `took`. */
async function keepAsking(pool: Pool, { paths, apiKey, endAt }: Asking, took: number[]): Promise<void> {
  const headers = { authorization: `Bearer ${apiKey}` };
  for (let index = Math.floor(Math.random() * paths.length); performance.now() < endAt; index += 1) {
    const startedAt = performance.now();
    const { statusCode, body } = await pool.request({
      path: paths[index % paths.length] ?? "/",
      method: "GET",
      headers,
    });
    const text = await body.text();
    took.push(performance.now() - startedAt);
    // Errors are faster than reads, so they would distort the figures.
    if (statusCode !== 200) throw new Error(`${statusCode} ${text}`);
  }
}

process.once("message", async ({ url, connections, seconds, paths, apiKey }: Order) => {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const took: number[] = [];
  const startedAt = performance.now();
  const order = { paths, apiKey, endAt: startedAt + seconds * 1000 };
  await Promise.all(Array.from({ length: connections }, () => keepAsking(pool, order, took)));
  const perSecond = (took.length / (performance.now() - startedAt)) * 1000;
  await pool.close();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor((took.length - 1) * share)] ?? 0;
  const figures: Figures = { total: took.length, perSecond, p50: at(0.5), p99: at(0.99) };
  process.send?.(figures, () => process.disconnect());
});
