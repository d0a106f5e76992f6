import type { Io } from "../io";

/** The fixed time of every protocol test. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A call that was made. */
export interface SentCall {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  redirect: string;
}

/** An `Io` that records its calls. */
export interface TestIo extends Io {
  calls: SentCall[];
}

/** Responds to each call with the result of a function. An error it throws is thrown as a network error. */
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

/** Gives every call the same response: strings as they are, anything else as JSON. */
export function answering(status: number, body: unknown, headers: Record<string, string> = {}): TestIo {
  const text = typeof body === "string" || body === null ? body : JSON.stringify(body);
  return answeringBy(() => new Response(text, { status, headers }));
}

/** A body in chunks, without a length. `pulled` counts the chunks that were read. */
export function inPieces(piece: string, count: number): { body: ReadableStream<Uint8Array>; pulled: () => number } {
  const bytes = new TextEncoder().encode(piece);
  let pulled = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    if (pulled++ < count) controller.enqueue(bytes);
    else controller.close();
  };
  return { body: new ReadableStream({ pull }, { highWaterMark: 0 }), pulled: () => pulled };
}
