import type { AllowList } from "./allow-list";
import { OutboundError } from "./errors";

/** Headers of the connection or the client, which a caller may not set (RFC 9110 §7.6.1). */
const CONNECTION_HEADERS = [
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];
/** The only headers sent to another origin, because any other may contain an API's key. */
const HARMLESS_HEADERS = ["accept", "accept-language", "user-agent"];
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Parses and checks a URL before its host is resolved.
 *
 * @throws OutboundError `bad_url`: not a URL, not http(s), with username or password, or http to a host that is not on the allow-list.
 */
export function checkedUrl(input: string | URL, allow: AllowList): URL {
  if (!URL.canParse(String(input))) throw new OutboundError("bad_url", "This is not a valid URL.");
  const url = new URL(input);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new OutboundError("bad_url", `Only https URLs can be called, not "${url.protocol}".`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new OutboundError(
      "bad_url",
      `The address of ${url.host} contains a username or password. Send them in a header.`,
    );
  }
  if (url.protocol === "http:" && !allow.allowsHost(url.hostname, Number(url.port) || 80)) {
    throw new OutboundError(
      "bad_url",
      `${url.host} must be called over https, or be listed in KEYHOLD_OUTBOUND_ALLOW.`,
    );
  }
  return url;
}

/** The caller's headers without those of the connection, plus our user agent. */
function cleanHeaders(input: RequestInit["headers"], userAgent: string): Headers {
  const headers = new Headers(input);
  for (const name of CONNECTION_HEADERS) headers.delete(name);
  if (!headers.has("user-agent")) headers.set("user-agent", userAgent);
  return headers;
}

export interface OutgoingRequest {
  url: URL;
  method: string;
  headers: Headers;
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | null;
}

/** Reads the caller's request. Bodies other than streams become bytes, so that their content type is known. */
export async function readRequest(url: URL, init: RequestInit, userAgent: string): Promise<OutgoingRequest> {
  const method = (init.method ?? "GET").toUpperCase();
  const headers = cleanHeaders(init.headers, userAgent);
  if (init.body === undefined || init.body === null) return { url, method, headers, body: null };
  if (init.body instanceof ReadableStream) return { url, method, headers, body: init.body };
  const carrier = new Response(init.body);
  const contentType = carrier.headers.get("content-type");
  if (contentType && !headers.has("content-type")) headers.set("content-type", contentType);
  return { url, method, headers, body: new Uint8Array(await carrier.arrayBuffer()) };
}

/** The URL of a redirect. Null: not a redirect, or not one that is safe to follow. */
export function redirectTarget(request: OutgoingRequest, status: number, location: string | null): string | null {
  const isSafe = request.method === "GET" || request.method === "HEAD";
  if (!REDIRECTS.includes(status) || location === null || !isSafe) return null;
  return URL.canParse(location, request.url) ? new URL(location, request.url).href : null;
}

/** The same request for another URL. To another origin, it keeps only harmless headers. */
export function redirected(request: OutgoingRequest, url: URL): OutgoingRequest {
  if (url.origin === request.url.origin) return { ...request, url };
  const headers = new Headers();
  for (const name of HARMLESS_HEADERS) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return { ...request, url, headers };
}
