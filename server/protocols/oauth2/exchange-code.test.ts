import { describe, expect, it } from "vitest";
import { answering, answeringBy, NOW } from "../testing/io";
import { clientSecretBasic, clientSecretPost, noClientAuth } from "./client-auth";
import { OAuthTransportError } from "./errors";
import { exchangeCode } from "./exchange-code";

const endpoint = { url: "https://as.example/token" };
const auth = clientSecretBasic("id", "secret");
const grant = { code: "code-1", redirectUri: "https://keyhold.example/oauth/callback", codeVerifier: "verifier" };
const TOKENS = { access_token: "a", token_type: "bearer", expires_in: 60, refresh_token: "r", scope: "read" };
const SENT = {
  grant_type: "authorization_code",
  code: "code-1",
  redirect_uri: "https://keyhold.example/oauth/callback",
  code_verifier: "verifier",
};

/** The form parameters of the only call. */
function sentForm({ calls }: ReturnType<typeof answering>) {
  expect(calls).toHaveLength(1);
  return Object.fromEntries(new URLSearchParams(calls[0]?.body));
}

describe("exchanging a code (RFC 6749 §4.1.3, RFC 7636 §4.5)", () => {
  it("posts code, redirect URI and verifier as a form without following redirects", async () => {
    const io = answering(200, TOKENS);
    await exchangeCode(endpoint, auth, grant, io);
    expect(io.calls).toEqual([
      {
        method: "POST",
        url: "https://as.example/token",
        headers: {
          accept: "application/json",
          authorization: "Basic aWQ6c2VjcmV0",
          "content-type": "application/x-www-form-urlencoded",
        },
        body:
          "grant_type=authorization_code&code=code-1" +
          "&redirect_uri=https%3A%2F%2Fkeyhold.example%2Foauth%2Fcallback&code_verifier=verifier",
        redirect: "manual",
      },
    ]);
  });

  it("returns the tokens, with the expiry by our own clock", async () => {
    expect(await exchangeCode(endpoint, auth, grant, answering(200, TOKENS))).toEqual({
      accessToken: "a",
      refreshToken: "r",
      expiresAt: NOW + 60_000,
      scope: "read",
      tokenType: "bearer",
      raw: TOKENS,
    });
  });

  it("sends no verifier when none was used", async () => {
    const io = answering(200, TOKENS);
    await exchangeCode(endpoint, auth, { ...grant, codeVerifier: null }, io);
    const { code_verifier: _none, ...rest } = SENT;
    expect(sentForm(io)).toEqual(rest);
  });

  it("sends the server's own parameters, which replace no standard one except the grant type", async () => {
    const io = answering(200, TOKENS);
    const params = { audience: "api", code: "evil", redirect_uri: "evil", code_verifier: "evil", grant_type: "own" };
    await exchangeCode({ ...endpoint, params }, auth, grant, io);
    expect(sentForm(io)).toEqual({ ...SENT, audience: "api", grant_type: "own" });
  });

  it("sends no parameters meant for the refresh", async () => {
    const io = answering(200, TOKENS);
    await exchangeCode(
      { ...endpoint, refreshUrl: "https://as.example/refresh", refreshParams: { a: "b" } },
      auth,
      grant,
      io,
    );
    expect([io.calls[0]?.url, sentForm(io)]).toEqual(["https://as.example/token", SENT]);
  });

  it("encodes codes and secrets with any characters", async () => {
    const io = answering(200, TOKENS);
    const odd = "4/0A:%+é &=";
    await exchangeCode(endpoint, clientSecretPost("id", odd), { ...grant, code: odd }, io);
    expect(sentForm(io)).toEqual({ ...SENT, code: odd, client_id: "id", client_secret: odd });
  });

  it("sends only the client_id of a public client", async () => {
    const io = answering(200, TOKENS);
    await exchangeCode(endpoint, noClientAuth("public"), grant, io);
    expect(sentForm(io)).toEqual({ ...SENT, client_id: "public" });
  });
});

describe("the form of a token request", () => {
  it("is JSON when the server expects JSON", async () => {
    const io = answering(200, TOKENS);
    await exchangeCode({ ...endpoint, bodyFormat: "json" }, clientSecretPost("id", "secret"), grant, io);
    expect(io.calls[0]?.headers).toEqual({ accept: "application/json", "content-type": "application/json" });
    expect(JSON.parse(io.calls[0]?.body ?? "")).toEqual({ ...SENT, client_id: "id", client_secret: "secret" });
  });

  it.each([{ method: "GET" }, { bodyFormat: "query" }] as const)(
    "is the query, without a body, for %o",
    async (how) => {
      const io = answering(200, TOKENS);
      await exchangeCode({ url: "https://as.example/token?v=1", ...how }, auth, grant, io);
      const url = new URL(io.calls[0]?.url ?? "");
      expect(Object.fromEntries(url.searchParams)).toEqual({ v: "1", ...SENT });
      expect(io.calls[0]).toMatchObject({
        method: "method" in how ? "GET" : "POST",
        body: "",
        headers: { accept: "application/json", authorization: "Basic aWQ6c2VjcmV0" },
      });
    },
  );

  it("has the server's own headers, which do not replace the client authentication", async () => {
    const io = answering(200, TOKENS);
    const headers = { accept: "application/vnd.api+json", "x-version": "2", Authorization: "Bearer evil" };
    await exchangeCode({ ...endpoint, headers }, auth, grant, io);
    expect(io.calls[0]?.headers).toEqual({
      accept: "application/vnd.api+json",
      authorization: "Basic aWQ6c2VjcmV0",
      "content-type": "application/x-www-form-urlencoded",
      "x-version": "2",
    });
  });

  it.each(["http://as.example/token", "file:///token", "https://user:pass@as.example/token"])(
    "goes only to https URLs without a username: not %s",
    async (url) => {
      const io = answering(200, TOKENS);
      await expect(exchangeCode({ url }, auth, grant, io)).rejects.toThrow(TypeError);
      expect(io.calls).toEqual([]);
    },
  );
});

describe("a token endpoint that cannot be reached", () => {
  it("throws OAuthTransportError with the reason as its cause", async () => {
    const cause = new Error("connection refused");
    const io = answeringBy(() => {
      throw cause;
    });
    const failure = await exchangeCode(endpoint, auth, grant, io).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OAuthTransportError);
    expect(failure).toMatchObject({ message: "The authorization server could not be reached", cause });
  });

  it("includes one whose response breaks off", async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"access_token":"a"')),
      pull: (controller) => controller.error(new Error("reset")),
    });
    const io = answeringBy(() => new Response(body));
    await expect(exchangeCode(endpoint, auth, grant, io)).rejects.toThrow(OAuthTransportError);
  });
});
