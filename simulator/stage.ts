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
  /** One provider: its values, and what it gave out. @throws Error for an entry that is not on this stage. */
  plan(key: string): Play;
  ledger(key: string): LedgerLine[];
  /** Names of the ways an entry is played: once, or a second time without the variables that have a fallback. */
  keysOf(slug: string): string[];
  /** Requests that no provider of this stage knew itself by. */
  strays: string[];
}

/**
 * Makes a stage for catalog entries. It gets each request as the product sent it, with the host that was called in
 * `x-stage-host`, and the fragment of a page's address in `x-stage-fragment`.
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
      throw new Error(`${entry.slug} cannot be played: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  });
  const strays: string[] = [];
  const plan = (key: string): Play => {
    const actor = actors.find(({ play }) => play.key === key);
    if (!actor) throw new Error(`${key} is not on this stage.`);
    return actor.play;
  };
  const keysOf = (slug: string) => actors.filter(({ play }) => play.entry.slug === slug).map(({ play }) => play.key);
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    const request = await readRequest(message);
    const actor = actorFor(actors, request);
    if (actor) return send(response, await answerOf(actor, request));
    const { method, url } = request;
    strays.push(`${method} ${url.host}${url.pathname}`);
    return send(response, refusal(404, "not_found", `${shown(url.host)} is no host of this stage.`));
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
