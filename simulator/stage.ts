import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Provider } from "@/providers/schema";
import { actorFor, actorOf, answerOf } from "./actor";
import { hasFallback } from "./fixtures";
import { makeKeys } from "./keys";
import { type LedgerLine, Play, refusal } from "./play";
import { shown } from "./reader";
import { readRequest, send } from "./wire";

export type { LedgerLine, Play } from "./play";

/** A server that plays every provider of a catalog. */
export interface Stage {
  listen(): Promise<{ url: string; close(): Promise<void> }>;
  /** One provider: its values and the tokens it issued. @throws Error for an entry that is not in this simulator. */
  plan(key: string): Play;
  ledger(key: string): LedgerLine[];
  /** Keys of the ways to simulate an entry: with all variables, and without those that have a fallback. */
  keysOf(slug: string): string[];
  /** Requests that belong to no provider of this simulator. */
  strays: string[];
}

/**
 * Creates a simulator for catalog entries. It receives each request as Keyhold sent it, with the original host in
 * `x-stage-host`, and the fragment of a page's URL in `x-stage-fragment`.
 */
export function createStage(
  entries: readonly Provider[],
  options: { publicUrl: string; readDocument(url: string): Promise<unknown> },
): Stage {
  const keys = makeKeys();
  const actors = entries.flatMap((entry) => {
    const ways = hasFallback(entry) ? [false, true] : [false];
    try {
      return ways.map((leavesOut) => actorOf(new Play(entry, { ...options, keys, leavesOut })));
    } catch (cause) {
      throw new Error(`${entry.slug} can't be simulated: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  });
  const strays: string[] = [];
  const plan = (key: string): Play => {
    const actor = actors.find(({ play }) => play.key === key);
    if (!actor) throw new Error(`${key} is not in this simulator.`);
    return actor.play;
  };
  const keysOf = (slug: string) => actors.filter(({ play }) => play.entry.slug === slug).map(({ play }) => play.key);
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(message);
    const actor = actorFor(actors, request);
    if (actor) return send(response, await answerOf(actor, request));
    const { method, url } = request;
    strays.push(`${method} ${url.host}${url.pathname}`);
    return send(response, refusal(404, "not_found", `${shown(url.host)} is not a host of this simulator.`));
  };
  const server = http.createServer((message, response) => {
    handle(message, response).catch((error: unknown) => {
      strays.push(`${message.method} ${message.url}: ${error instanceof Error ? error.stack : error}`);
      send(response, { status: 500, body: { error: "stage" } });
    });
  });
  const listen = async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const close = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    return { url: `http://127.0.0.1:${port}`, close };
  };
  return { listen, plan, ledger: (key) => plan(key).ledger, keysOf, strays };
}
