import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll } from "vitest";
import { startServer } from "@/server/net/testing/servers";

/** A request to the token endpoint. */
export interface TokenCall {
  path: string;
  form: URLSearchParams;
}

/** A response of the token endpoint. Null: the connection breaks. */
export type TokenAnswer = { status?: number; headers?: Record<string, string>; body: string } | null;

/** A token endpoint whose responses a test sets, even invalid ones. */
export interface TokenServer {
  /** Use it as KEYHOLD_PUBLIC_URL: the lab's token endpoint is then this server. */
  url: string;
  calls: TokenCall[];
  answerWith(answer: (call: TokenCall) => TokenAnswer | Promise<TokenAnswer>): void;
}

/** Starts a token server on a free port, until the test file ends. */
export async function startTokenServer(): Promise<TokenServer> {
  const calls: TokenCall[] = [];
  let answer: (call: TokenCall) => TokenAnswer | Promise<TokenAnswer> = () => null;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString();
    const call = { path: request.url ?? "", form: new URLSearchParams(body) };
    calls.push(call);
    const given = await answer(call);
    if (given === null) return void request.socket.destroy();
    response.writeHead(given.status ?? 200, { "content-type": "application/json", ...given.headers }).end(given.body);
  };
  const server = await startServer((request, response) => void handle(request, response));
  afterAll(() => server.close());
  return {
    url: server.url,
    calls,
    answerWith: (next) => {
      answer = next;
    },
  };
}

/** Returns a JSON response of the token endpoint. */
export function json(body: unknown, status = 200): TokenAnswer {
  return { status, body: JSON.stringify(body) };
}
