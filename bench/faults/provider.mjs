import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A token endpoint with rotating refresh tokens and a ledger that is the truth. Tokens are `<grant>.<n>`; a grant whose name
 * begins with `overlap` keeps a used token good until its successor is used, any other revokes the whole grant when a used
 * token comes again (RFC 9700 §4.14.2).
 *
 * @returns `{ url, tokenUrl, ledger, grants, latencyMs, close() }`; `latencyMs` may be changed: half of it passes before the
 *   work, half before the answer.
 */
export async function startProvider() {
  const grants = new Map();
  const ledger = [];
  const provider = { ledger, grants, latencyMs: 20, calls: 0 };

  function grantOf(name) {
    let grant = grants.get(name);
    if (!grant) {
      grant = {
        newest: 0,
        usedUpTo: -1,
        isRevoked: false,
        live: 0,
        mostLive: 0,
        calls: 0,
        seen: new Set(),
        replays: 0,
      };
      grants.set(name, grant);
    }
    return grant;
  }

  function work(name, grant, index) {
    if (grant.seen.has(index)) grant.replays += 1;
    const isOverlap = name.startsWith("overlap");
    const isGood = isOverlap ? index > grant.usedUpTo && index <= grant.newest : index === grant.newest;
    if (grant.isRevoked || !isGood) {
      if (!isOverlap) grant.isRevoked = true;
      ledger.push({ at: Date.now(), grant: name, index, result: "refused" });
      return [400, { error: "invalid_grant" }];
    }
    grant.seen.add(index);
    grant.usedUpTo = Math.max(grant.usedUpTo, index - 1);
    grant.newest += 1;
    ledger.push({ at: Date.now(), grant: name, index, result: "issued" });
    const token = `${name}.${grant.newest}`;
    return [200, { access_token: `at.${token}`, refresh_token: token, token_type: "bearer", expires_in: 3600 }];
  }

  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const token = new URLSearchParams(body).get("refresh_token") ?? "";
    const at = token.lastIndexOf(".");
    const [name, index] = [token.slice(0, at), Number(token.slice(at + 1))];
    const grant = grantOf(name);
    grant.calls += 1;
    grant.live += 1;
    provider.calls += 1;
    grant.mostLive = Math.max(grant.mostLive, grant.live);
    if (provider.latencyMs > 0) await sleep(provider.latencyMs / 2);
    const [status, answer] = work(name, grant, index);
    if (provider.latencyMs > 0) await sleep(provider.latencyMs / 2);
    grant.live -= 1;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return Object.assign(provider, { url, tokenUrl: `${url}/lab/oauth2/token`, close });
}

/** A webhook receiver. @returns `{ url, received, close() }`: what came, with its time. */
export async function startReceiver() {
  const received = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push({ at: Date.now(), id: request.headers["webhook-id"], ...JSON.parse(body) });
    response.end("ok");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/`, received, close: () => server.close() };
}
