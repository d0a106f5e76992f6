import { createRoute } from "@hono/zod-openapi";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createRest } from "./app";
import { openToAll } from "./auth";
import { jsonBody, jsonInput } from "./responses";
import { restRouter } from "./router";

const Input = z.strictObject({
  name: z.string().max(100),
  tags: z.record(z.string(), z.string()).optional(),
  extra: z.unknown().optional(),
});
const anyAnswer = jsonBody(z.looseObject({}), "What was read.");

const echoBody = createRoute({
  method: "post",
  path: "/echo",
  middleware: openToAll("a test"),
  request: { body: jsonInput(Input, "Anything.", "integrator") },
  responses: { 200: anyAnswer },
});

const echoQuery = createRoute({
  method: "get",
  path: "/echo/{id}",
  middleware: openToAll("a test"),
  request: {
    params: z.strictObject({ id: z.string().max(255) }),
    query: z.strictObject({
      limit: z.coerce.number().int().optional(),
      tags: z.record(z.string(), z.string()).optional(),
    }),
  },
  responses: { 200: anyAnswer },
});

const broken = createRoute({
  method: "get",
  path: "/broken",
  middleware: openToAll("a test"),
  responses: { 200: anyAnswer },
});

const echo = restRouter()
  .openapi(echoBody, (c) => c.json(c.req.valid("json"), 200))
  .openapi(echoQuery, (c) => c.json({ ...c.req.valid("param"), ...c.req.valid("query") }, 200))
  .openapi(broken, () => {
    throw new Error("password=hunter2");
  }) as ReturnType<typeof restRouter>;

const app = createRest({ routers: [echo] });

function send(path: string, init: RequestInit = {}): Promise<Response> {
  return Promise.resolve(app.request(new Request(`http://localhost${path}`, init)));
}

function post(body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) {
  return send("/echo", { method: "POST", body, headers });
}

async function codeOf(answer: Response): Promise<[number, string]> {
  const body = (await answer.json()) as { error: { code: string } };
  return [answer.status, body.error.code];
}

describe("every response", () => {
  it.each(["/echo/x", "/echo/x?limit=y", "/nowhere", "/broken"])(
    "of %s has request ID, CORS and rate limit headers",
    async (path) => {
      const { headers } = await send(path);
      expect(headers.get("x-request-id")).toMatch(/^req_[a-z2-7]{20}$/);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toContain("X-RateLimit-Limit");
      expect(headers.get("x-ratelimit-limit")).toBe("100000");
      expect(Number(headers.get("x-ratelimit-remaining"))).toBeLessThan(100_000);
      expect(Number(headers.get("x-ratelimit-reset")) * 1000).toBeGreaterThan(Date.now());
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it("has the same request ID in its header and its error body", async () => {
    const answer = await send("/nowhere");
    const body = (await answer.json()) as { error: { request_id: string } };
    expect(body.error.request_id).toBe(answer.headers.get("x-request-id"));
  });

  it("is a 500 without details after an unexpected error", async () => {
    const answer = await send("/broken");
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("hunter2");
  });
});

describe("calls from other origins", () => {
  it("pass the preflight with the headers of the wire protocol", async () => {
    const headers = {
      origin: "https://a.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "nango-is-sync, x-evil",
    };
    const answer = await send("/connections", { method: "OPTIONS", headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-methods")).toContain("PATCH");
    expect(answer.headers.get("access-control-max-age")).toBe("600");
    const allowed = answer.headers.get("access-control-allow-headers") ?? "";
    expect(allowed).toContain("Provider-Config-Key");
    expect(allowed).toContain("nango-is-sync");
    expect(allowed).not.toContain("x-evil");
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
  });
});

describe("unknown paths and methods", () => {
  it("return 404 not_found", async () => {
    expect(await codeOf(await send("/nowhere"))).toEqual([404, "not_found"]);
    expect(await codeOf(await send("/echo/x/y", { method: "POST" }))).toEqual([404, "not_found"]);
  });

  it("return 405 with Allow when the path supports another method", async () => {
    const answer = await send("/echo", { method: "DELETE" });
    expect(answer.headers.get("allow")).toBe("POST, OPTIONS");
    expect(await codeOf(answer)).toEqual([405, "not_found"]);
    expect((await send("/echo/x", { method: "POST" })).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  it("return the headers of GET for HEAD", async () => {
    const answer = await send("/echo/x", { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });
});

describe("a JSON body", () => {
  it.each([
    [{ "content-type": "application/json" }],
    [{ "content-type": "application/json; charset=utf-8" }],
    [{ "content-type": "APPLICATION/JSON" }],
  ])("is read as JSON with %o", async (headers) => {
    const answer = await post('{"name":"Ada"}', headers);
    expect(await answer.json()).toEqual({ name: "Ada" });
  });

  it("is read without a Content-Type", async () => {
    const answer = await post(new Blob(['{"name":"Ada"}']), {});
    expect(await answer.json()).toEqual({ name: "Ada" });
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "text/json",
    "application/json, text/plain",
  ])("of type %s is rejected", async (type) => {
    expect(await codeOf(await post('{"name":"Ada"}', { "content-type": type }))).toEqual([415, "invalid_content_type"]);
  });

  it.each(["{", "name=Ada", "{'name':'Ada'}", '{"name":"Ada"}}', "\u0000", '{"name":"\u0000"}', "undefined", "NaN"])(
    "is rejected when it isn't JSON: %j",
    async (text) => {
      const answer = await post(text);
      const body = await answer.text();
      expect([answer.status, JSON.parse(body).error.code]).toEqual([400, "invalid_json"]);
      expect(body).not.toContain("Ada");
    },
  );

  it.each(["", "   \n"])("counts as {} when it is empty (%j), so the error names the required fields", async (text) => {
    const answer = await post(text);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_body", errors: [{ path: ["name"] }] } });
  });

  it.each([
    "null",
    "[]",
    '"x"',
    "1",
    '{"name":["Ada"]}',
    '{"name":{"first":"Ada"}}',
    '{"name":null}',
    '{"name":{"not":""}}',
    '{"name":1}',
  ])("of another shape is refused: %s", async (text) => {
    expect(await codeOf(await post(text))).toEqual([400, "invalid_body"]);
  });

  it("is rejected with an unknown key, and the error names the key", async () => {
    const answer = await post('{"name":"Ada","nmae":"x"}');
    expect(await answer.json()).toMatchObject({
      error: { code: "invalid_body", errors: [{ code: "unrecognized_keys", path: [] }] },
    });
  });

  it.each([
    '{"name":"Ada","__proto__":{"admin":true}}',
    '{"name":"Ada","tags":{"__proto__":"x"}}',
    '{"name":"Ada","extra":{"\\u005f_proto__":1}}',
    '{"name":"A\\u0000da"}',
    '{"name":"Ada","tags":{"a\\u0000":"x"}}',
    '{"name":"Ada","extra":["\\ud800"]}',
    `{"name":"Ada","extra":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
    `{"name":"${"x".repeat(10_000)}"}`,
  ])("no schema should see is refused: %.40s", async (text) => {
    expect(await codeOf(await post(text))).toEqual([400, "invalid_body"]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe("a query and a path", () => {
  it("are read by their schemas", async () => {
    const answer = await send("/echo/a%2Fb?limit=5&tags[plan]=pro&tags%5Bteam%5D=a");
    expect(await answer.json()).toEqual({ id: "a/b", limit: 5, tags: { plan: "pro", team: "a" } });
  });

  it("match with a trailing slash", async () => {
    expect((await send("/echo/x/?limit=1")).status).toBe(200);
  });

  it.each([
    "limit=x",
    "limit=1&limit=2",
    "unknown=1",
    "tags=x",
    "tags[a]=1&tags[a]=2",
    "tags[a][b]=1",
    "__proto__[x]=1",
    "tags[__proto__]=1",
    "limit[a]=1",
    "limit=%00",
    "constructor=x",
  ])("are refused when not valid: %s", async (search) => {
    expect(await codeOf(await send(`/echo/x?${search}`))).toEqual([400, "invalid_query_params"]);
  });

  it("are rejected when the route takes no query", async () => {
    expect(await codeOf(await send("/broken?a=1"))).toEqual([400, "invalid_query_params"]);
  });

  it.each(["%00", "a%00b", "x".repeat(10_000)])(
    "are rejected when Postgres can't store the path: %.20s",
    async (id) => {
      expect(await codeOf(await send(`/echo/${id}`))).toEqual([400, "invalid_uri_params"]);
    },
  );
});

describe("the rate limit", () => {
  it("returns 429 with Retry-After per caller when it is enforced", async () => {
    const limited = createRest({ routers: [echo], rateLimit: { perMinute: 1, isEnforced: true } });
    const call = (key: string) =>
      limited.request(new Request("http://localhost/echo/x", { headers: { authorization: `Bearer ${key}` } }));
    const answers = [await call("a"), await call("a"), await call("b")];
    const statuses = answers.map(({ status }) => status);
    // If a new minute begins between two calls, the second call is allowed as well.
    expect([
      [200, 429, 200],
      [200, 200, 200],
    ]).toContainEqual(statuses);
    if (statuses[1] === 429) expect(Number(answers[1]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a route without an auth rule", () => {
  it("cannot be registered", () => {
    const route = createRoute({ method: "get", path: "/open", responses: { 200: anyAnswer } });
    expect(() => restRouter().openapi(route, (c) => c.json({}, 200))).toThrow("must declare who may call it");
  });
});
