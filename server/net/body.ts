import type { Response as UndiciResponse } from "undici";
import { OutboundError } from "./errors";

type ClientBody = NonNullable<UndiciResponse["body"]>;

interface BodyLimits {
  host: string;
  maxBytes: number;
  /** Called once at the end of the body, with the error if it failed. Returns the error for the reader. */
  end(failure?: unknown): unknown;
}

/** Streams a body and fails after `maxBytes`. */
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
  return new OutboundError("too_large", `${host} sent more than ${maxBytes} bytes.`);
}
