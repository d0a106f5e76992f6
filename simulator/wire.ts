import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "./answers";
import type { SeenRequest } from "./judges";

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request as Keyhold sent it. */
export async function readRequest(message: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk as Buffer);
  }
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    headers.append(message.rawHeaders[index] ?? "", message.rawHeaders[index + 1] ?? "");
  }
  const host = headers.get("x-stage-host") ?? "";
  const fragment = headers.get("x-stage-fragment") ?? "";
  for (const name of ["x-stage-host", "x-stage-fragment", "host", "connection"]) headers.delete(name);
  const url = new URL(`https://${host}${message.url ?? "/"}${fragment}`);
  return { method: message.method ?? "GET", url, headers, body: Buffer.concat(chunks).toString() };
}

/** Sends a response. */
export function send(response: ServerResponse, { status, headers = [], body, type }: Answer): void {
  for (const [name, value] of headers) response.appendHeader(name, value);
  const text = body === undefined ? "" : type === undefined ? JSON.stringify(body) : String(body);
  response.writeHead(status, { "content-type": type ?? "application/json" });
  response.end(text);
}
