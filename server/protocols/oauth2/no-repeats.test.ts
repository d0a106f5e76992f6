import { describe, expect, it } from "vitest";
import { answering } from "../testing/io";
import { type AuthorizationRequest, buildAuthorizationUrl } from "./authorization-url";
import { clientSecretPost, noClientAuth } from "./client-auth";
import { exchangeCode } from "./exchange-code";
import { refreshAccessToken } from "./refresh";
import type { TokenEndpoint } from "./types";

/** Catalog parameters with the same names as the protocol's. */
const EVIL = { client_id: "evil", client_secret: "evil", code: "evil", refresh_token: "evil", audience: "api" };
const TOKENS = { access_token: "a" };
const grant = { code: "c", redirectUri: "https://keyhold.example/callback", codeVerifier: null };

const request: AuthorizationRequest = {
  authorizeUrl: "https://as.example/authorize?audience=x&audience=y",
  clientId: "client",
  redirectUri: grant.redirectUri,
  state: "s",
  scopes: ["read"],
  codeChallenge: "challenge",
};

/** The parameters of the only call, from query and body. */
function sent({ calls: [call] }: ReturnType<typeof answering>): [string, string][] {
  const inBody = call?.headers["content-type"] === "application/x-www-form-urlencoded" ? call.body : "";
  return [...new URL(call?.url ?? "").searchParams, ...new URLSearchParams(inBody)].sort();
}

describe("a request with catalog parameters never repeats a parameter (RFC 6749 §3.1, §3.2)", () => {
  it("to the authorization endpoint", () => {
    const params = { audience: "api", prompt: "consent" };
    const url = new URL(buildAuthorizationUrl({ ...request, params }));
    const names = [...url.searchParams.keys()];
    expect(names).toEqual([...new Set(names)]);
    expect(url.searchParams.get("audience")).toBe("api");
  });

  it.each<TokenEndpoint>([
    { url: "https://as.example/token" },
    { url: "https://as.example/token?code=x&audience=x&code=y", method: "GET" },
    { url: "https://as.example/token?code=x&audience=x&code=y", bodyFormat: "query" },
  ])("to the token endpoint, with a code: %o", async (endpoint) => {
    const io = answering(200, TOKENS);
    await exchangeCode({ ...endpoint, params: EVIL }, clientSecretPost("id", "secret"), grant, io);
    expect(sent(io)).toEqual([
      ["audience", "api"],
      ["client_id", "id"],
      ["client_secret", "secret"],
      ["code", "c"],
      ["grant_type", "authorization_code"],
      ["redirect_uri", grant.redirectUri],
      ["refresh_token", "evil"],
    ]);
  });

  it("to the token endpoint, with a refresh token", async () => {
    const io = answering(200, TOKENS);
    const endpoint = { url: "https://as.example/token", refreshParams: { ...EVIL, client_secret: "" } };
    await refreshAccessToken(endpoint, noClientAuth("id"), "r", io);
    expect(sent(io)).toEqual([
      ["audience", "api"],
      ["client_id", "id"],
      ["client_secret", ""],
      ["code", "evil"],
      ["grant_type", "refresh_token"],
      ["refresh_token", "r"],
    ]);
  });

  it.each([
    [{}, "application/x-www-form-urlencoded"],
    [{ bodyFormat: "json" }, "application/json"],
  ] as const)("has one content type, which matches its body: %o", async (how, type) => {
    const io = answering(200, TOKENS);
    const endpoint = { url: "https://as.example/token", headers: { "content-type": "text/plain" }, ...how };
    await exchangeCode(endpoint, noClientAuth("id"), grant, io);
    expect(io.calls[0]?.headers["content-type"]).toBe(type);
  });
});

describe("a request object (RFC 9101 §6.3), which would replace every parameter", () => {
  it.each(["request", "request_uri"])("can't be added as an additional parameter: %s", (name) => {
    const plain = buildAuthorizationUrl(request);
    expect(buildAuthorizationUrl({ ...request, params: { [name]: "https://evil.example/jwt" } })).toBe(plain);
    const own = `${request.authorizeUrl}&${name}=x`;
    expect(new URL(buildAuthorizationUrl({ ...request, authorizeUrl: own })).searchParams.get(name)).toBe("x");
  });
});
