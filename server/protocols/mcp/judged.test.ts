import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startServer, type TestServer } from "@/server/net/testing/servers";
import type { Io } from "../io";
import { buildAuthorizationUrl } from "../oauth2/authorization-url";
import { readCallback } from "../oauth2/callback";
import { noClientAuth } from "../oauth2/client-auth";
import { exchangeCode } from "../oauth2/exchange-code";
import { codeChallenge, encodeVerifier } from "../oauth2/pkce";
import { refreshAccessToken } from "../oauth2/refresh";
import { type Judge, REDIRECT_URI, startJudge } from "../oauth2/testing/judge";
import { discoverMcpServer } from "./discover";
import { registerClient } from "./register";

const io: Io = { fetch: (url, init) => fetch(url, init), now: Date.now, random: randomBytes };

let judge: Judge;
let server: TestServer;

/** An MCP server in front of the independent server: it requires a token and says where to get one. */
async function startMcpServer(): Promise<TestServer> {
  const started = await startServer((request, response) => {
    const document = "/.well-known/oauth-protected-resource/mcp";
    if (request.url === document) {
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          resource: `${started.url}/mcp`,
          authorization_servers: [judge.url],
          scopes_supported: ["tools"],
        }),
      );
      return;
    }
    response.statusCode = request.url === "/mcp" ? 401 : 404;
    response.setHeader("www-authenticate", `Bearer realm="mcp", resource_metadata="${started.url}${document}"`);
    response.end();
  });
  return started;
}

beforeAll(async () => {
  vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(console, "info").mockReturnValue();
  judge = await startJudge({
    features: {
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: unknown, resource: string) => ({
          scope: "tools",
          audience: resource,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "ES256" } },
        }),
      },
    },
    clientDefaults: { id_token_signed_response_alg: "ES256" },
  });
  server = await startMcpServer();
});
afterAll(async () => {
  await Promise.all([judge.close(), server.close()]);
  vi.restoreAllMocks();
});

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("an MCP server with an independent authorization server", () => {
  it("is discovered, registered, authorized and refreshed, with tokens for it only (RFC 9728, 8414, 7591, 8707)", async () => {
    const { resource, scopes, server: found } = await discoverMcpServer(`${server.url}/mcp`, io);
    expect([resource, scopes, found.issuer]).toEqual([`${server.url}/mcp`, ["tools"], judge.url]);
    const client = await registerClient(
      found.registrationUrl ?? "",
      { clientName: "Keyhold", redirectUri: REDIRECT_URI, authMethods: found.tokenAuthMethods },
      io,
    );
    expect(client).toMatchObject({ authMethod: "none", clientSecret: null });
    const codeVerifier = encodeVerifier(randomBytes(32));
    const url = buildAuthorizationUrl({
      authorizeUrl: found.authorizeUrl,
      clientId: client.clientId,
      redirectUri: REDIRECT_URI,
      state: "s",
      scopes: ["openid", "offline_access", "tools"],
      resource,
      codeChallenge: await codeChallenge(codeVerifier),
      params: { prompt: "consent" },
    });
    const answer = readCallback((await judge.agree(url)).searchParams, {
      issuer: found.issuer,
      issRequired: found.issRequired,
    });
    if (answer.kind !== "code") throw new Error(`The server refused: ${answer.error} ${answer.description}`);
    const endpoint = { url: found.tokenUrl, resource };
    const auth = noClientAuth(client.clientId);
    const grant = { code: answer.code, redirectUri: REDIRECT_URI, codeVerifier };
    const first = await exchangeCode(endpoint, auth, grant, io);
    expect(claimsOf(first.accessToken)).toMatchObject({ aud: resource, client_id: client.clientId });
    const second = await refreshAccessToken(endpoint, auth, first.refreshToken ?? "", io);
    expect(claimsOf(second.accessToken).aud).toBe(resource);
    expect(second.refreshToken).not.toBe(first.refreshToken);
  });
});
