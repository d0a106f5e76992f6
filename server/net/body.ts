import type { Response as UndiciResponse } from "undici";
import { OutboundError } from "./errors";

type ClientBody = NonNullable<UndiciResponse["body"]>;

interface BodyLimits {
  host: string;
  maxBytes: number;
  /** Called once, when nothing more will be read; with the reason, when that is a failure. Gives what the reader sees. */
  end(failure?: unknown): unknown;
}

/** Passes a body on, chunk by chunk as it is read, and breaks off after `maxBytes`. */
export function limitBody(body: ClientBody, limits: BodyLimits): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let received = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          limits.end();
          return controller.close();
        }
        received += value.byteLength;
        if (received > limits.maxBytes) throw tooLarge(limits.host, limits.maxBytes);
        controller.enqueue(value);
      } catch (error) {
        controller.error(limits.end(error));
      }
    },
    async cancel(reason) {
      limits.end();
      await reader.cancel(reason);
    },
  });
}

export function tooLarge(host: string, maxBytes: number): OutboundError {
  return new OutboundError("too_large", `${host} answered with more than ${maxBytes} bytes.`);
}
