import { X509Certificate } from "node:crypto";
import { Agent, type Response as UndiciResponse, fetch as undiciFetch } from "undici";
import manifest from "@/package.json";
import type { ClientCertificate } from "@/server/protocols/io";
import { type AllowList, parseAllowList } from "./allow-list";
import { limitBody, tooLarge } from "./body";
import { guardedConnector, type Resolve, systemResolve } from "./connector";
import { type Deadline, startDeadline } from "./deadline";
import { OutboundError, toOutboundError } from "./errors";
import { checkedUrl, type OutgoingRequest, readRequest, redirected, redirectTarget } from "./request";

const USER_AGENT = `Keyhold/${manifest.version}`;
const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 1024 * 1024;
const CONNECT_TIMEOUT_MS = 10_000;
/** Statuses of responses without a body (fetch standard, "null body status"). */
const BODYLESS = [204, 205, 304];

export interface OutboundInit extends RequestInit {
  /** For the whole call, including the body. Default 15,000. */
  timeoutMs?: number;
  /** Limit for the body after decompression. Default 1 MiB. */
  maxBytes?: number;
  /**
   * How many redirects to follow. Default 0: returns the redirect itself. Only GET and HEAD are followed, every hop passes
   * all checks again, and only harmless headers are sent to another origin.
   */
  maxRedirects?: number;
  /** Sent in the TLS handshake, on a separate connection. Redirects are not followed. */
  clientCertificate?: ClientCertificate | undefined;
}

export interface OutboundPolicy {
  /** Hosts, host:port pairs, addresses and ranges that may be called although they are private or use http. */
  allow?: readonly string[];
  /** Replaces the system's name resolution in tests. */
  resolve?: Resolve;
  /** PEM certificates to trust in addition to those of Node.js, in tests. */
  authorities?: readonly string[];
  /**
   * For tests only: a server on this machine that plays every outside host. It receives each https request with the original
   * host in `x-stage-host`.
   */
  stage?: URL | undefined;
}

export interface Outbound {
  /** @throws OutboundError, also while the body is read. The caller's abort reason is thrown unchanged. */
  fetch(url: string | URL, init?: OutboundInit): Promise<Response>;
  /** Closes every open connection. */
  close(): Promise<void>;
}

interface Door {
  agent: Agent;
  allow: AllowList;
  /** A separate agent for a client certificate, whose connections are not shared. */
  withCertificate(certificate: ClientCertificate): Agent;
  stage?: URL | undefined;
  certificate?: ClientCertificate | undefined;
}

/** Creates a client for outbound calls with its own policy. */
export function createOutbound(policy: OutboundPolicy = {}): Outbound {
  const allow = parseAllowList(policy.allow ?? []);
  const resolve = policy.resolve ?? systemResolve;
  const agentFor = (certificate?: ClientCertificate) =>
    new Agent({
      connect: guardedConnector({
        allow,
        resolve,
        connectTimeoutMs: CONNECT_TIMEOUT_MS,
        certificate,
        authorities: policy.authorities,
      }),
    });
  const door = { agent: agentFor(), allow, withCertificate: agentFor, stage: policy.stage };
  return { fetch: (url, init = {}) => call(door, url, init), close: () => door.agent.destroy() };
}

async function call(shared: Door, input: string | URL, init: OutboundInit): Promise<Response> {
  const { clientCertificate } = init;
  const door = clientCertificate
    ? { ...shared, agent: shared.withCertificate(clientCertificate), certificate: clientCertificate }
    : shared;
  const request = await readRequest(checkedUrl(input, door.allow), init, USER_AGENT);
  const deadline = startDeadline(request.url.host, init.timeoutMs ?? DEFAULT_TIMEOUT_MS, init.signal);
  try {
    const answer = await follow(door, request, {
      deadline,
      maxRedirects: clientCertificate ? 0 : (init.maxRedirects ?? 0),
    });
    return limited(answer.response, answer.host, deadline, init.maxBytes ?? DEFAULT_MAX_BYTES);
  } catch (error) {
    throw end(deadline, request.url.host, error);
  } finally {
    // Closes when the response body is read or canceled. No other call may use these connections.
    if (clientCertificate) void door.agent.close();
  }
}

/** Sends a request and follows its redirects. */
async function follow(door: Door, first: OutgoingRequest, limits: { deadline: Deadline; maxRedirects: number }) {
  let request = first;
  for (let followed = 0; ; followed++) {
    const response = await send(door, request, limits.deadline.signal);
    const target = redirectTarget(request, response.status, response.headers.get("location"));
    if (target === null || limits.maxRedirects === 0) return { response, host: request.url.host };
    await response.body?.cancel();
    if (followed >= limits.maxRedirects)
      throw new OutboundError("network", `${request.url.host} redirected too many times.`);
    request = redirected(request, checkedUrl(target, door.allow));
  }
}

function send(
  door: Door,
  { url, method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<UndiciResponse> {
  const { target, extra } = staged(door, url);
  return undiciFetch(target, {
    method,
    headers: [...headers, ...extra],
    body,
    signal,
    redirect: "manual",
    dispatcher: door.agent,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
}

/**
 * Where a request really goes: to its host, or to the stage that plays it. The stage gets the client certificate in a header, as
 * a server behind a TLS terminator does (RFC 9440 §2.2).
 */
function staged({ stage, certificate }: Door, url: URL): { target: URL; extra: [string, string][] } {
  if (!stage || url.protocol !== "https:") return { target: url, extra: [] };
  const extra: [string, string][] = [["x-stage-host", url.host]];
  if (certificate) extra.push(["client-cert", `:${new X509Certificate(certificate.cert).raw.toString("base64")}:`]);
  return { target: new URL(url.pathname + url.search, stage), extra };
}

/** Returns the response as a platform Response whose body is under the limits. */
function limited(answer: UndiciResponse, host: string, deadline: Deadline, maxBytes: number): Response {
  const headers = new Headers([...answer.headers]);
  const announced = Number(headers.get("content-length") ?? 0);
  if (headers.has("content-encoding")) {
    // The body below is already decompressed.
    headers.delete("content-encoding");
    headers.delete("content-length");
  }
  const { status, statusText } = answer;
  if (answer.body === null || BODYLESS.includes(status)) {
    deadline.clear();
    return new Response(null, { status, statusText, headers });
  }
  if (announced > maxBytes) throw tooLarge(host, maxBytes);
  const body = limitBody(answer.body, { host, maxBytes, end: (failure) => end(deadline, host, failure) });
  return new Response(body, { status, statusText, headers });
}

/** Ends a call. On failure, closes its connection and returns the error for the caller. */
function end(deadline: Deadline, host: string, failure?: unknown): unknown {
  deadline.clear();
  if (failure === undefined) return undefined;
  const error = deadline.reason() ?? toOutboundError(failure, host);
  deadline.stop(error);
  return error;
}
