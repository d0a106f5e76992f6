import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { createRoute } from "@hono/zod-openapi";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { startServer } from "@/server/net/testing/servers";
import { createRest } from "./app";
import { openToAll } from "./auth";
import { BODY_LIMITS, type BodyClass, rawBodyOf } from "./body-policy";
import { jsonBody, jsonInput, rawInput, streamInput, unreadInput } from "./responses";
import { restRouter } from "./router";

const RAW_BYTES = 1000;
const CLASSES = Object.keys(BODY_LIMITS) as BodyClass[];
const ROUTES = { ...BODY_LIMITS, raw: RAW_BYTES };
const answers = { 200: jsonBody(z.looseObject({}), "What was read.") };
const open = openToAll("a test");

const router = restRouter();
for (const name of CLASSES) {
  const body = jsonInput(z.strictObject({}), "White space.", name);
  const route = createRoute({
    method: "post",
    path: `/${name}`,
    middleware: open,
    request: { body },
    responses: answers,
  });
  router.openapi(route, (c) => c.json({ read: c.req.valid("json") }, 200));
}
router.openapi(
  createRoute({
    method: "post",
    path: "/raw",
    middleware: open,
    request: { body: rawInput("Signed bytes.", RAW_BYTES) },
    responses: answers,
  }),
  (c) => c.json({ bytes: [...rawBodyOf(c).subarray(0, 4)], size: rawBodyOf(c).length }, 200),
);
router.openapi(
  createRoute({
    method: "put",
    path: "/stream",
    middleware: open,
    request: { body: streamInput("A file.") },
    responses: answers,
  }),
  async (c) => {
    let size = 0;
    for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) size += chunk.length;
    return c.json({ size }, 200);
  },
);
router.openapi(
  createRoute({
    method: "post",
    path: "/unread",
    middleware: open,
    request: { body: unreadInput("Anything.") },
    responses: answers,
  }),
  (c) => c.json({ isUsed: c.req.raw.bodyUsed }, 200),
);

const server = await startServer(getRequestListener(createRest({ routers: [router] }).fetch));
afterAll(() => server.close());

const JSON_HEADER = { "content-type": "application/json" };

interface Sent {
  method?: string;
  headers?: Record<string, string | number>;
  /** Writes the body. The caller ends the request. */
  write(request: ClientRequest): void;
}

/** Sends the given bytes and returns the response, even if it arrives before the request has ended. */
function send(path: string, { method = "POST", headers = JSON_HEADER, write }: Sent): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}${path}`, { method, headers, agent: false });
    request.once("error", reject);
    request.once("response", (response: IncomingMessage) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.once("end", () => resolve([response.statusCode ?? 0, text]));
    });
    write(request);
  });
}

function withLength(path: string, body: Buffer) {
  return send(path, {
    headers: { ...JSON_HEADER, "content-length": body.length },
    write: (request) => request.end(body),
  });
}

function chunked(path: string, body: Buffer) {
  return send(path, {
    headers: { ...JSON_HEADER, "transfer-encoding": "chunked" },
    write(request) {
      for (let at = 0; at < body.length; at += 16_000) request.write(body.subarray(at, at + 16_000));
      request.end();
    },
  });
}

const codeOf = (text: string) => (JSON.parse(text) as { error: { code: string } }).error.code;

describe("the limit of a body", () => {
  it.each(Object.entries(ROUTES))(
    "of class %s accepts exactly %i bytes, with a length or chunked",
    async (name, max) => {
      const body = Buffer.alloc(max, " ");
      expect((await withLength(`/${name}`, body))[0]).toBe(200);
      expect((await chunked(`/${name}`, body))[0]).toBe(200);
    },
  );

  it.each(Object.entries(ROUTES))(
    "of class %s rejects one byte more than %i, with a length or chunked",
    async (name, max) => {
      const body = Buffer.alloc(max + 1, " ");
      for (const [status, text] of [await withLength(`/${name}`, body), await chunked(`/${name}`, body)]) {
        expect([status, codeOf(text)]).toEqual([413, "request_too_large"]);
      }
    },
  );

  it.each(Object.keys(ROUTES))("of class %s is reported before a chunked body has ended", async (name) => {
    const max = ROUTES[name as keyof typeof ROUTES];
    const headers = { ...JSON_HEADER, "transfer-encoding": "chunked" };
    const answer = send(`/${name}`, { headers, write: (request) => request.write(Buffer.alloc(max + 1, " ")) });
    expect((await answer)[0]).toBe(413);
  });

  it.each(Object.keys(ROUTES))(
    "of class %s rejects a Content-Length above it before the body arrives",
    async (name) => {
      const headers = { ...JSON_HEADER, "content-length": ROUTES[name as keyof typeof ROUTES] + 1 };
      const answer = send(`/${name}`, { headers, write: (request) => request.flushHeaders() });
      expect((await answer)[0]).toBe(413);
    },
  );

  it("is in the error message", async () => {
    const [, text] = await withLength("/endUser", Buffer.alloc(BODY_LIMITS.endUser + 1, " "));
    expect(text).toContain("The body is larger than 64 KiB. Send a smaller one.");
  });
});

describe("a route that declares", () => {
  const bytes = Buffer.from([0xff, 0x00, 0x7b, 0xfe]);
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": bytes.length };

  it("json rejects other Content-Types", async () => {
    const [status, text] = await send("/integrator", { headers, write: (request) => request.end(bytes) });
    expect([status, codeOf(text)]).toEqual([415, "invalid_content_type"]);
  });

  it("raw passes its handler the bytes as sent, with any Content-Type", async () => {
    const [status, text] = await send("/raw", { headers, write: (request) => request.end(bytes) });
    expect([status, JSON.parse(text)]).toEqual([200, { bytes: [...bytes], size: 4 }]);
  });

  it("raw passes its handler no bytes when there is no body", async () => {
    const [, text] = await send("/raw", { headers: {}, write: (request) => request.end() });
    expect(JSON.parse(text)).toEqual({ bytes: [], size: 0 });
  });

  it("stream passes its handler a body that is larger than every limit", async () => {
    const long = Buffer.alloc(BODY_LIMITS.jobs + 1);
    const type = { "content-type": "image/png" };
    const [, text] = await send("/stream", { method: "PUT", headers: type, write: (request) => request.end(long) });
    expect(JSON.parse(text)).toEqual({ size: long.length });
  });

  it("unread does not read the body", async () => {
    const [, text] = await send("/unread", { headers, write: (request) => request.end(bytes) });
    expect(JSON.parse(text)).toEqual({ isUsed: false });
  });
});

describe("a route that takes a body without a body policy", () => {
  it.each(["post", "put", "patch"] as const)("cannot be registered: %s", (method) => {
    const route = createRoute({ method, path: "/open", middleware: open, responses: answers });
    expect(() => restRouter().openapi(route, (c) => c.json({}, 200))).toThrow("must declare how its body is read");
  });

  it("cannot be registered with only a schema", () => {
    const body = { content: { "application/json": { schema: z.strictObject({}) } } };
    const route = createRoute({
      method: "delete",
      path: "/open",
      middleware: open,
      request: { body },
      responses: answers,
    });
    expect(() => restRouter().openapi(route, (c) => c.json({}, 200))).toThrow("must declare how its body is read");
  });
});
