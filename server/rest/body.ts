import { ServiceError } from "@/server/core/errors";

/** Largest body the public API reads, in bytes. */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Tells whether a Content-Type header names JSON. */
export function isJsonType(contentType: string): boolean {
  return JSON_TYPE.test(contentType);
}

export function wrongContentType(): ServiceError {
  return new ServiceError("invalid_content_type", "This API reads JSON only. Send Content-Type: application/json.");
}

export function bodyTooLarge(): ServiceError {
  return new ServiceError(
    "request_too_large",
    `The body is larger than ${MAX_BODY_BYTES / 1024 / 1024} MB. Send less at once.`,
  );
}

/** Reads a body that does not say how long it is, and stops at the limit. */
async function readCounted(stream: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw bodyTooLarge();
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function readText(request: Request): Promise<string> {
  try {
    if (request.headers.get("content-length") !== null) return await request.text();
    return request.body ? await readCounted(request.body) : "";
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError("invalid_body", "The body ended before it was complete. Send it again.", { cause: error });
  }
}

/**
 * Reads the JSON body of a request. An empty body counts as `{}`: the published SDKs send JSON headers without one.
 *
 * @throws ServiceError `invalid_json`, `request_too_large`.
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may hold a secret: it is not passed on, also not as a cause.
    throw new ServiceError("invalid_json", "The body is not valid JSON. Check quotes and commas.");
  }
}
