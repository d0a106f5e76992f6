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
  it("posts the refresh token as a form without following redirects", async () => {
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

  it("returns the new refresh token when the server rotates it", async () => {
    const io = answering(200, { ...TOKENS, refresh_token: "next" });
    expect((await refreshAccessToken(endpoint, auth, "old", io)).refreshToken).toBe("next");
  });

  it("reads a new refresh token from the server's own place", async () => {
    const io = answering(200, { ...TOKENS, data: { refresh: "next" } });
    const response = { refreshToken: "data.refresh" };
    expect((await refreshAccessToken({ ...endpoint, response }, auth, "old", io)).refreshToken).toBe("next");
  });

  it("uses the server's refresh endpoint when it has one", async () => {
    expect((await sent({ refreshUrl: "https://as.example/refresh" }))?.url).toBe("https://as.example/refresh");
  });

  it("sends the server's own parameters, which replace no standard one except the grant type", async () => {
    const call = await sent({ refreshParams: { ttl: "1800", refresh_token: "evil", grant_type: "renew" } });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({ ...SENT, ttl: "1800", grant_type: "renew" });
  });

  it("sends no parameters meant for the code exchange", async () => {
    const call = await sent({ params: { audience: "api", grant_type: "own" } });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual(SENT);
  });

  it("sends JSON when the server expects JSON", async () => {
    const call = await sent({ bodyFormat: "json" }, clientSecretPost("id", "secret"));
    expect(call?.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(call?.body ?? "")).toEqual({ ...SENT, client_id: "id", client_secret: "secret" });
  });

  it.each([{ method: "GET" }, { bodyFormat: "query" }] as const)(
    "puts all parameters in the query for %o",
    async (how) => {
      const call = await sent(how);
      expect([call?.url, call?.body]).toEqual([
        "https://as.example/token?grant_type=refresh_token&refresh_token=old",
        "",
      ]);
    },
  );

  it("throws the server's error when it refuses (§5.2)", async () => {
    const io = answering(400, { error: "invalid_grant", error_description: "revoked" });
    await expect(refreshAccessToken(endpoint, auth, "old", io)).rejects.toEqual(
      new OAuthError("invalid_grant", "revoked", 400),
    );
  });

  it("returns no refresh token from a response without an access token", async () => {
    const io = answering(200, { refresh_token: "next", expires_in: 60 });
    await expect(refreshAccessToken(endpoint, auth, "old", io)).rejects.toEqual(
      new OAuthResponseError("it has no access token", 200),
    );
  });
});
