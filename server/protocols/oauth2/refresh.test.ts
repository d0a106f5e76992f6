import { describe, expect, it } from "vitest";
import { answering, NOW } from "../testing/io";
import { clientSecretBasic, clientSecretPost } from "./client-auth";
import { OAuthError, OAuthResponseError } from "./errors";
import { refreshAccessToken } from "./refresh";
import type { TokenEndpoint } from "./types";

const endpoint: TokenEndpoint = { url: "https://as.example/token" };
const auth = clientSecretBasic("id", "secret");
const TOKENS = { access_token: "new", token_type: "bearer", expires_in: 60 };
const SENT = { grant_type: "refresh_token", refresh_token: "old" };

async function sent(changes: Partial<TokenEndpoint>, applyClientAuth = auth) {
  const io = answering(200, TOKENS);
  await refreshAccessToken({ ...endpoint, ...changes }, applyClientAuth, "old", io);
  expect(io.calls).toHaveLength(1);
  return io.calls[0];
}

describe("refreshing an access token (RFC 6749 §6)", () => {
  it("posts the refresh token as a form, and follows no redirect", async () => {
    expect(await sent({})).toEqual({
      method: "POST",
      url: "https://as.example/token",
      headers: {
        accept: "application/json",
        authorization: "Basic aWQ6c2VjcmV0",
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=refresh_token&refresh_token=old",
      redirect: "manual",
    });
  });

  it("keeps the old refresh token when the server does not rotate it", async () => {
    expect(await refreshAccessToken(endpoint, auth, "old", answering(200, TOKENS))).toEqual({
      accessToken: "new",
      refreshToken: "old",
      expiresAt: NOW + 60_000,
      scope: null,
      tokenType: "bearer",
      raw: TOKENS,
    });
  });

  it.each(["", null, 0, {}, []])("keeps the old refresh token when the new one is %j", async (refresh_token) => {
    const io = answering(200, { ...TOKENS, refresh_token });
    expect((await refreshAccessToken(endpoint, auth, "old", io)).refreshToken).toBe("old");
  });

  it("takes the new refresh token of a server that rotates", async () => {
    const io = answering(200, { ...TOKENS, refresh_token: "next" });
    expect((await refreshAccessToken(endpoint, auth, "old", io)).refreshToken).toBe("next");
  });

  it("finds a new refresh token where this server puts it", async () => {
    const io = answering(200, { ...TOKENS, data: { refresh: "next" } });
    const response = { refreshToken: "data.refresh" };
    expect((await refreshAccessToken({ ...endpoint, response }, auth, "old", io)).refreshToken).toBe("next");
  });

  it("goes to the server's own refresh endpoint where it has one", async () => {
    expect((await sent({ refreshUrl: "https://as.example/refresh" }))?.url).toBe("https://as.example/refresh");
  });

  it("sends the server's own parameters, which replace no standard one but the grant type", async () => {
    const call = await sent({ refreshParams: { ttl: "1800", refresh_token: "evil", grant_type: "renew" } });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({ ...SENT, ttl: "1800", grant_type: "renew" });
  });

  it("sends nothing meant for the code exchange", async () => {
    const call = await sent({ params: { audience: "api", grant_type: "own" } });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual(SENT);
  });

  it("speaks JSON to a server that reads JSON", async () => {
    const call = await sent({ bodyFormat: "json" }, clientSecretPost("id", "secret"));
    expect(call?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(call?.body ?? "")).toEqual({ ...SENT, client_id: "id", client_secret: "secret" });
  });

  it.each([{ method: "GET" }, { bodyFormat: "query" }] as const)("puts all in the query for %o", async (how) => {
    const call = await sent(how);
    expect([call?.url, call?.body]).toEqual([
      "https://as.example/token?grant_type=refresh_token&refresh_token=old",
      "",
    ]);
  });

  it("is refused with the server's own error (§5.2)", async () => {
    const io = answering(400, { error: "invalid_grant", error_description: "revoked" });
    await expect(refreshAccessToken(endpoint, auth, "old", io)).rejects.toEqual(
      new OAuthError("invalid_grant", "revoked", 400),
    );
  });

  it("gives no half of an answer: without an access token, the new refresh token is not taken either", async () => {
    const io = answering(200, { refresh_token: "next", expires_in: 60 });
    await expect(refreshAccessToken(endpoint, auth, "old", io)).rejects.toEqual(
      new OAuthResponseError("it holds no access token", 200),
    );
  });
});
