import { ServiceError } from "@/server/core/errors";

const KIB = 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Whether a Content-Type header names JSON. */
export function isJsonType(contentType: string): boolean {
  return JSON_TYPE.test(contentType);
}

export function wrongContentType(): ServiceError {
  return new ServiceError("invalid_content_type", "The body must be JSON. Send Content-Type: application/json.");
}

export function bodyTooLarge(maxBytes: number): ServiceError {
  return new ServiceError("request_too_large", `The body is larger than ${maxBytes / KIB} KiB. Send a smaller one.`);
}

/** Reads until the limit, so that a body of unknown length can't exhaust memory. */
async function readCounted(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw bodyTooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a body with a Content-Length. Node's HTTP parser stops reading there, so the body can't be longer. */
async function readStated(request: Request, length: number, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (length > maxBytes) throw bodyTooLarge(maxBytes);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw bodyTooLarge(maxBytes);
  return bytes;
}

/**
 * Returns the whole body, including a chunked one.
 *
 * @throws ServiceError `request_too_large` above `maxBytes`, `invalid_body` when the body is cut off.
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const length = request.headers.get("content-length");
  try {
    if (length !== null) return await readStated(request, Number(length), maxBytes);
    return request.body ? await readCounted(request.body, maxBytes) : new Uint8Array();
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError("invalid_body", "The body ended before it was complete. Send it again.", { cause: error });
  }
}

/**
 * Returns the JSON body of a request. An empty body is `{}`: the published SDKs send a JSON header without a body.
 *
 * @throws ServiceError `invalid_json`, `request_too_large`, `invalid_body`.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, maxBytes));
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's error message quotes the body, which can contain a secret. Don't pass it on, not even as a cause.
    throw new ServiceError("invalid_json", "The body isn't valid JSON. Check its quotes and commas.");
  }
}
