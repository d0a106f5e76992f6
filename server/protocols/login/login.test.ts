import { describe, expect, it } from "vitest";
import { classifyTokenFailure, OAuthError, OAuthResponseError, OAuthTransportError } from "../oauth2/errors";
import { TemplateError } from "../template/parse";
import { answering, inPieces, NOW, type SentCall, type TestIo } from "../testing/io";
import { type LoginRules, type LoginStep, logIn } from "./login";

const STEP: LoginStep = {
  url: "https://api.example/login",
  method: "POST",
  bodyFormat: "json",
  params: { user: "{username}", pass: "{password}" },
};
const VALUES = { username: "ada", password: "p&=<é" };

/** Returns the next response for each call. */
function inTurn(...answers: (Response | object | string)[]): TestIo {
  const calls: SentCall[] = [];
  return {
    calls,
    now: () => NOW,
    random: (bytes) => new Uint8Array(bytes),
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const { method, headers, redirect } = request;
      calls.push({
        method,
        url: request.url,
        headers: Object.fromEntries(headers),
        body: await request.text(),
        redirect,
      });
      const answer = answers[calls.length - 1] ?? "";
      return answer instanceof Response
        ? answer
        : new Response(typeof answer === "string" ? answer : JSON.stringify(answer));
    },
  };
}

const run = (io: TestIo, step: Partial<LoginStep> = {}, rules: LoginRules = {}) =>
  logIn([{ ...STEP, ...step }], rules, VALUES, io);
const failureOf = (call: Promise<unknown>) => call.catch((error: unknown) => error);

describe("a login request", () => {
  it.each([
    [{ bodyFormat: "json" }, '{"user":"ada","pass":"p&=<é"}', "application/json"],
    [{ bodyFormat: "form" }, "user=ada&pass=p%26%3D%3C%C3%A9", "application/x-www-form-urlencoded"],
    [
      { bodyFormat: "xml", params: '<l u="{username}">{password}</l>' },
      '<l u="ada">p&amp;=&lt;é</l>',
      "application/xml",
    ],
    [
      { bodyFormat: "json", params: { a: { b: ["{username}", 1, null, true] } } },
      '{"a":{"b":["ada",1,null,true]}}',
      "application/json",
    ],
  ] as const)("sends %o as %s", async (step, body, type) => {
    const io = inTurn({ access_token: "t" });
    await run(io, step);
    expect(io.calls[0]).toMatchObject({ method: "POST", body, redirect: "manual" });
    expect(io.calls[0]?.headers["content-type"]).toBe(type);
  });

  it.each([{ method: "GET" }, { bodyFormat: "query" }] as const)(
    "puts the parameters of %o in the URL",
    async (step) => {
      const io = inTurn({ access_token: "t" });
      await run(io, step);
      expect(io.calls[0]).toMatchObject({ url: "https://api.example/login?user=ada&pass=p%26%3D%3C%C3%A9", body: "" });
    },
  );

  it("leaves out parameters whose value is absent", async () => {
    const io = inTurn({ access_token: "t" });
    await run(io, {
      params: { user: "{username}", code: "{code}" },
      headers: { "x-code": "{code}", "x-user": "{username}" },
    });
    expect(io.calls[0]?.body).toBe('{"user":"ada"}');
    expect(io.calls[0]?.headers).toMatchObject({ "x-user": "ada" });
    expect(io.calls[0]?.headers).not.toHaveProperty("x-code");
  });
});

describe("a login with several requests", () => {
  const second: LoginStep = {
    url: "{@step1.data.host}/token/{@step1.ids.0}",
    method: "POST",
    bodyFormat: "form",
    headers: { authorization: "Bearer {@step1.access_token}" },
    params: { n: "{@step1.n}" },
  };

  it("passes values of a response to the next request", async () => {
    const io = inTurn(
      { access_token: "one", n: 7, ids: ["x/y"], data: { host: "https://eu.api.example/base" } },
      { access_token: "two" },
    );
    expect((await logIn([STEP, second], {}, VALUES, io)).token).toBe("two");
    expect(io.calls[1]).toMatchObject({ url: "https://eu.api.example/base/token/x%2Fy", body: "n=7" });
    expect(io.calls[1]?.headers.authorization).toBe("Bearer one");
  });

  it.each([
    "http://eu.api.example",
    "javascript:alert(1)",
    "https://user:pass@evil.example",
    "evil.example",
    "https://a.example/?x=1",
  ])("is never sent to %j, whatever a response contains", async (host) => {
    const io = inTurn({ access_token: "one", n: 1, ids: ["a"], data: { host } }, { access_token: "two" });
    const failure = await failureOf(logIn([STEP, second], {}, VALUES, io));
    expect(failure instanceof TypeError || failure instanceof TemplateError).toBe(true);
    expect(io.calls).toHaveLength(1);
  });

  it("rejects a response value that would start another header", async () => {
    const io = inTurn({ access_token: "a\r\nx-evil: 1", n: 1, ids: ["a"], data: { host: "https://a.example" } });
    expect(await failureOf(logIn([STEP, second], {}, VALUES, io))).toBeInstanceOf(TemplateError);
  });
});

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.sig`;

describe("a login response", () => {
  it.each<[string, object | string, LoginRules, string]>([
    ["in the default place", { access_token: "t" }, {}, "t"],
    ["deep inside", { a: { b: { c: "t" } } }, { accessToken: "a.b.c" }, "t"],
    ["as the whole body", "  token-text \n", { accessToken: "." }, "token-text"],
    ["as a JSON string", '"token-text"', { accessToken: "." }, "token-text"],
    ["as a number", { id: 42 }, { accessToken: "id" }, "42"],
    ["in XML", "<r><op><id>s-1</id></op></r>", { accessToken: "r.op.id" }, "s-1"],
    ["in XML with namespaces", '<s:r xmlns:s="u"><s:id>s-1</s:id></s:r>', { accessToken: "r.id" }, "s-1"],
    ["in the second place", { b: "t" }, { accessToken: "a", accessTokenAlt: "b" }, "t"],
  ])("has the token %s", async (_where, body, rules, token) => {
    expect((await run(inTurn(body), {}, rules)).token).toBe(token);
  });

  it.each<[string, object, LoginRules, number | null]>([
    ["seconds", { access_token: "t", expires_in: 60 }, {}, NOW + 60_000],
    ["seconds as a string", { access_token: "t", expires_in: "60" }, {}, NOW + 60_000],
    ["milliseconds", { access_token: "t", expires_in: 60_000 }, { expiryUnit: "ms" }, NOW + 60_000],
    [
      "a date",
      { access_token: "t", end: "2026-01-02T04:00:00Z" },
      { expiry: "end", expiryKind: "at" },
      Date.UTC(2026, 0, 2, 4),
    ],
    ["an epoch", { access_token: "t", end: 1_800_000_000 }, { expiry: "end", expiryKind: "at" }, 1_800_000_000_000],
    ["the token's own claim", { access_token: jwt({ exp: 1_800_000_000 }) }, {}, 1_800_000_000_000],
    [
      "the claim, when configured",
      { access_token: jwt({ exp: 1_800_000_000 }), expires_in: 5 },
      { expiry: "@jwt" },
      1_800_000_000_000,
    ],
    ["the catalog's default", { access_token: "t" }, { assumeExpiresIn: 90 }, NOW + 90_000],
    [
      "a claim rather than the default",
      { access_token: jwt({ exp: 1_800_000_000 }) },
      { assumeExpiresIn: 90 },
      1_800_000_000_000,
    ],
    ["nothing", { access_token: "t" }, {}, null],
  ])("takes its expiry from %s", async (_how, body, rules, end) => {
    expect((await run(inTurn(body), {}, rules)).expiresAt).toBe(end);
  });

  it("keeps cookies in the form a request sends (RFC 6265 §4.2.1)", async () => {
    const headers = new Headers();
    headers.append("set-cookie", "B1SESSION=abc; Path=/; HttpOnly");
    headers.append("set-cookie", "ROUTEID=.node1; expires=Thu, 01 Jan 2026 00:00:00 GMT");
    headers.append("set-cookie", 'bad name=x; y="');
    const io = inTurn(new Response('{"access_token":"t"}', { headers }));
    expect((await run(io, {}, { cookies: true })).cookies).toBe("B1SESSION=abc; ROUTEID=.node1");
  });
});

describe("a login that fails", () => {
  it.each<[string, number, unknown, string, string | null]>([
    ["401 with a message", 401, { message: "Wrong password" }, "revoked_grant", "Wrong password"],
    [
      "400 with an OAuth error",
      400,
      { error: "invalid_client", error_description: "No such client" },
      "bad_client",
      "No such client",
    ],
    ["403", 403, {}, "revoked_grant", null],
    ["200 with success: false", 200, { success: false, message: "Locked" }, "revoked_grant", "Locked"],
    ["200 with an error", 200, { error: "invalid_credentials", error_description: "no" }, "bad_answer", "no"],
    ["200 without a token", 200, { message: "Try again" }, "revoked_grant", "Try again"],
  ])("with %s reports rejected credentials with the provider's message", async (...[, status, body, kind, said]) => {
    const failure = await failureOf(run(answering(status, body)));
    expect(failure).toBeInstanceOf(OAuthError);
    expect(failure).toMatchObject({ description: said });
    expect(classifyTokenFailure(failure).kind).toBe(kind);
  });

  it.each([
    [429, "rate_limited"],
    [500, "outage"],
    [503, "outage"],
  ])("with %i is not blamed on the credentials", async (status, kind) => {
    const failure = await failureOf(run(answering(status, "<html>down</html>", { "retry-after": "7" })));
    expect(failure).toBeInstanceOf(OAuthResponseError);
    expect(classifyTokenFailure(failure)).toEqual({ kind, retryAfterMs: 7000 });
  });

  it("does not follow a redirect", async () => {
    const io = answering(302, "", { location: "https://evil.example/" });
    expect(await failureOf(run(io))).toMatchObject({ status: 302 });
    expect(io.calls).toHaveLength(1);
  });

  it("without a response is an outage", async () => {
    const io = { ...answering(200, ""), fetch: () => Promise.reject(new Error("reset")) };
    const failure = await failureOf(run(io as TestIo));
    expect(failure).toBeInstanceOf(OAuthTransportError);
  });

  it("stops reading a response after 256 KB", async () => {
    const { body, pulled } = inPieces("x".repeat(64 * 1024), 100);
    expect(await failureOf(run(inTurn(new Response(body))))).toBeInstanceOf(OAuthResponseError);
    expect(pulled()).toBeLessThan(8);
  });

  it.each(["a\r\nb", "a\u0000b", "x".repeat(70_000)])("stores no token that can't be used: %j", async (token) => {
    expect(await failureOf(run(inTurn({ access_token: token })))).toBeInstanceOf(OAuthResponseError);
  });
});
