import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** The provider's state of one grant. */
export interface Grant {
  /** Number of the newest refresh token. */
  newest: number;
  usedUpTo: number;
  isRevoked: boolean;
  /** Calls in progress now, and their maximum. */
  live: number;
  mostLive: number;
  calls: number;
  seen: Set<number>;
  replays: number;
}

/** One response of the token endpoint. */
export interface LedgerLine {
  /** Epoch milliseconds. */
  at: number;
  grant: string;
  index: number;
  result: "issued" | "refused";
}

/** A token endpoint with its ledger. */
export interface FaultProvider {
  url: string;
  tokenUrl: string;
  ledger: LedgerLine[];
  grants: Map<string, Grant>;
  /** Can be changed. Half of it passes before the token is issued, half before the response. */
  latencyMs: number;
  calls: number;
  close(): void;
}

function newGrant(): Grant {
  return { newest: 0, usedUpTo: -1, isRevoked: false, live: 0, mostLive: 0, calls: 0, seen: new Set(), replays: 0 };
}

async function listen(listener: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return { server, url: `http://127.0.0.1:${address.port}` };
}

/**
 * Starts a token endpoint with rotating refresh tokens and a ledger. Tokens are `<grant>.<n>`. In a grant whose name starts
 * with `overlap`, a used token stays valid until its successor is used. In other grants, reuse of a token revokes the grant
 * (RFC 9700 §4.14.2).
 */
export async function startProvider(): Promise<FaultProvider> {
  const grants = new Map<string, Grant>();
  const ledger: LedgerLine[] = [];
  const provider = { ledger, grants, latencyMs: 20, calls: 0 };

  function work(name: string, grant: Grant, index: number): { status: number; answer: object } {
    if (grant.seen.has(index)) grant.replays += 1;
    const isOverlap = name.startsWith("overlap");
    const isGood = isOverlap ? index > grant.usedUpTo && index <= grant.newest : index === grant.newest;
    if (grant.isRevoked || !isGood) {
      if (!isOverlap) grant.isRevoked = true;
      ledger.push({ at: Date.now(), grant: name, index, result: "refused" });
      return { status: 400, answer: { error: "invalid_grant" } };
    }
    grant.seen.add(index);
    grant.usedUpTo = Math.max(grant.usedUpTo, index - 1);
    grant.newest += 1;
    ledger.push({ at: Date.now(), grant: name, index, result: "issued" });
    const token = `${name}.${grant.newest}`;
    const answer = { access_token: `at.${token}`, refresh_token: token, token_type: "bearer", expires_in: 3600 };
    return { status: 200, answer };
  }

  const { server, url } = await listen(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const token = new URLSearchParams(body).get("refresh_token") ?? "";
    const at = token.lastIndexOf(".");
    const [name, index] = [token.slice(0, at), Number(token.slice(at + 1))];
    const grant = grants.get(name) ?? newGrant();
    grants.set(name, grant);
    grant.calls += 1;
    grant.live += 1;
    provider.calls += 1;
    grant.mostLive = Math.max(grant.mostLive, grant.live);
    if (provider.latencyMs > 0) await sleep(provider.latencyMs / 2);
    const { status, answer } = work(name, grant, index);
    if (provider.latencyMs > 0) await sleep(provider.latencyMs / 2);
    grant.live -= 1;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(provider, { url, tokenUrl: `${url}/lab/oauth2/token`, close });
}

/** A received webhook. */
export interface Received {
  /** Epoch milliseconds. */
  at: number;
  connectionId?: string;
  success?: boolean;
  error?: { type?: string };
}

/** A server that stores the webhooks it receives. */
export interface Receiver {
  url: string;
  received: Received[];
  close(): void;
}

/** Starts a webhook receiver. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const { server, url } = await listen(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const webhook: Omit<Received, "at"> = JSON.parse(body);
    received.push({ ...webhook, at: Date.now() });
    response.end("ok");
  });
  return { url: `${url}/`, received, close: () => void server.close() };
}
