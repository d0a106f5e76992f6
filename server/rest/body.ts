import { ServiceError } from "@/server/core/errors";

const KIB = 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Whether a Content-Type header names JSON. */
export function isJsonType(contentType: string): boolean {
  return JSON_TYPE.test(contentType);
}

export function wrongContentType(): ServiceError {
  return new ServiceError("invalid_content_type", "This API reads JSON only. Send Content-Type: application/json.");
}

export function bodyTooLarge(maxBytes: number): ServiceError {
  return new ServiceError("request_too_large", `The body is larger than ${maxBytes / KIB} KiB. Send less at once.`);
}

/** Counts what arrives and stops at the limit, so that a body of unknown length never fills the memory. */
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

/** Reads a body of a stated length. Node's HTTP parser cuts a request at its Content-Length, so nothing longer arrives. */
async function readStated(request: Request, length: number, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  if (length > maxBytes) throw bodyTooLarge(maxBytes);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.byteLength > maxBytes) throw bodyTooLarge(maxBytes);
  return bytes;
}

/**
 * Reads a whole body, also a chunked one.
 *
 * @throws ServiceError `request_too_large` above `maxBytes`, `invalid_body` when the body breaks off.
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
 * Reads the JSON body of a request. An empty body counts as `{}`: the published SDKs send JSON headers without one.
 *
 * @throws ServiceError `invalid_json`, `request_too_large`, `invalid_body`.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const text = new TextDecoder().decode(await readBytes(request, maxBytes));
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may hold a secret: it is not passed on, also not as a cause.
    throw new ServiceError("invalid_json", "The body is not valid JSON. Check quotes and commas.");
  }
}
