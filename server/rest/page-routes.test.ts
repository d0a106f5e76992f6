import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ServiceError } from "@/server/core/errors";
import { BODY_LIMITS, type BodyClass } from "./body-policy";
import { limitBody, readJsonBody } from "./page-routes";

/** A body in chunks, without a Content-Length. */
function pieces(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      const part = Math.min(left, 10_000);
      left -= part;
      if (part === 0) controller.close();
      else controller.enqueue(new Uint8Array(part).fill(32));
    },
  });
}

function post(body: BodyInit | null, headers: Record<string, string> = {}): Request {
  return new Request("http://keyhold.test/api/x", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

const CLASSES: BodyClass[] = ["account", "dashboard", "jobs"];
const WAYS = [
  ["chunked", (size: number) => post(pieces(size))],
  ["with its length", (size: number) => post(new Uint8Array(size), { "content-length": String(size) })],
] as const;

describe.each(WAYS)("a request %s", (_way, make) => {
  it.each(CLASSES)("of class %s reaches its handler completely up to the limit", async (name) => {
    const limited = limitBody(name, async (request) => Response.json((await request.arrayBuffer()).byteLength));
    expect(await (await limited(make(BODY_LIMITS[name]))).json()).toBe(BODY_LIMITS[name]);
  });

  it.each(CLASSES)("of class %s gets a 413 one byte above the limit, without a call of its handler", async (name) => {
    const limited = limitBody(name, () => Promise.reject(new Error("called")));
    const response = await limited(make(BODY_LIMITS[name] + 1));
    expect([response.status, (await response.json()).error.code]).toEqual([413, "request_too_large"]);
  });
});

describe("a request within the limit", () => {
  it("keeps its method, headers and other arguments", async () => {
    const limited = limitBody("account", async (request, more: string) =>
      Response.json([request.method, request.headers.get("x-a"), await request.text(), more]),
    );
    expect(await (await limited(post("a=1", { "x-a": "b" }), "more")).json()).toEqual(["POST", "b", "a=1", "more"]);
  });

  it("can be the proxy of a request that Next passes", async () => {
    const limited = limitBody("account", async (request) => Response.json([request.method, await request.text()]));
    const proxied = new Proxy(post("a=1"), {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    expect(await (await limited(proxied)).json()).toEqual(["POST", "a=1"]);
  });

  it("without a body reaches its handler", async () => {
    const limited = limitBody("account", async (request) => Response.json(request.method));
    expect(await (await limited(new Request("http://keyhold.test/api/x"))).json()).toBe("GET");
  });
});

describe("an account form", () => {
  const json = { "content-type": "application/json" };

  it("is read as JSON up to 64 KiB", async () => {
    const body = `{}${" ".repeat(BODY_LIMITS.account - 2)}`;
    expect(await readJsonBody(post(body, json), z.strictObject({}))).toEqual({});
    await expect(readJsonBody(post(`${body} `, json), z.strictObject({}))).rejects.toMatchObject({
      code: "request_too_large",
    });
  });

  it.each(["text/plain", ""])("is rejected with Content-Type %j", async (type) => {
    const read = readJsonBody(post("{}", { "content-type": type }), z.strictObject({}));
    await expect(read).rejects.toBeInstanceOf(ServiceError);
    await expect(read).rejects.toMatchObject({ code: "invalid_content_type" });
  });
});
