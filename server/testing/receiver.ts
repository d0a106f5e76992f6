import type { IncomingHttpHeaders } from "node:http";
import { afterAll } from "vitest";
import { startServer } from "@/server/net/testing/servers";

/** A webhook as it arrived. */
export interface ReceivedCall {
  path: string;
  headers: IncomingHttpHeaders;
  /** The exact text that was signed. */
  body: string;
}

export interface ReceiverAnswer {
  status: number;
  headers?: Record<string, string>;
}

/** A customer's server that receives webhooks. */
export interface Receiver {
  url: string;
  /** The webhooks that arrived at one path, oldest first. */
  callsTo(path: string): ReceivedCall[];
  /** Sets the response of one path. The default is 200. */
  answer(path: string, answer: ReceiverAnswer | (() => ReceiverAnswer | Promise<ReceiverAnswer>)): void;
}

/** Starts a receiver on a free port of loopback, until the test file ends. */
export async function startReceiver(): Promise<Receiver> {
  const calls: ReceivedCall[] = [];
  const answers = new Map<string, ReceiverAnswer | (() => ReceiverAnswer | Promise<ReceiverAnswer>)>();
  const server = await startServer(async (request, response) => {
    const path = request.url ?? "";
    const body = Buffer.concat(await request.toArray()).toString();
    calls.push({ path, headers: request.headers, body });
    const known = answers.get(path) ?? { status: 200 };
    const { status, headers } = typeof known === "function" ? await known() : known;
    response.writeHead(status, headers).end("thank you");
  });
  afterAll(() => server.close());
  return {
    url: server.url,
    callsTo: (path) => calls.filter((call) => call.path === path),
    answer: (path, answer) => void answers.set(path, answer),
  };
}
