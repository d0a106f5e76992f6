import type { Io } from "../io";

/** The moment at which every protocol test stands still. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A call as it went out. */
export interface SentCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  redirect: string;
}

/** An `Io` that keeps what it was asked. */
export interface TestIo extends Io {
  calls: SentCall[];
}

/** Answers each call by a function. What it throws is what a network throws. */
export function answeringBy(answer: () => Response): TestIo {
  const calls: SentCall[] = [];
  return {
    calls,
    now: () => NOW,
    random: (bytes) => new Uint8Array(bytes).fill(7),
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const { method, headers, redirect } = request;
      calls.push({
        method,
        url: request.url,
        headers: Object.fromEntries(headers),
        body: await request.text(),
        redirect,
      });
      return answer();
    },
  };
}

/** Gives every call the same answer: a text as it stands, anything else as JSON. */
export function answering(status: number, body: unknown, headers: Record<string, string> = {}): TestIo {
  const text = typeof body === "string" || body === null ? body : JSON.stringify(body);
  return answeringBy(() => new Response(text, { status, headers }));
}

/** A body that comes in pieces, without a length. `pulled` counts those that were read. */
export function inPieces(piece: string, count: number): { body: ReadableStream<Uint8Array>; pulled: () => number } {
  const bytes = new TextEncoder().encode(piece);
  let pulled = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (pulled++ < count) controller.enqueue(bytes);
    else controller.close();
  };
  return { body: new ReadableStream({ pull }, { highWaterMark: 0 }), pulled: () => pulled };
}
