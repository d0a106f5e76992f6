import type { RequestListener } from "node:http";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { OutboundError } from "./errors";
import { createOutbound, type Outbound, type OutboundInit } from "./outbound";
import { startServer } from "./testing/servers";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serverAndDoor(listener: RequestListener) {
  const server = await startServer(listener);
  const door = createOutbound({ allow: [server.host] });
  closers.push(server.close, door.close);
  return { server, door };
}

async function failure(door: Outbound, url: string, init?: OutboundInit): Promise<OutboundError> {
  try {
    const response = await door.fetch(url, init);
    await response.arrayBuffer();
  } catch (error) {
    if (error instanceof OutboundError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}

describe("calling out", () => {
  it("returns the response of an allowed host as a platform Response", async () => {
    const { server, door } = await serverAndDoor((request, response) => {
      response.writeHead(201, { "x-agent": request.headers["user-agent"], "set-cookie": ["a=1", "b=2"] });
      response.end("hello");
    });
    const response = await door.fetch(`${server.url}/path?q=1`);
    expect(response).toBeInstanceOf(Response);
    expect([response.status, await response.text()]).toEqual([201, "hello"]);
    expect(response.headers.get("x-agent")).toMatch(/^Keyhold\/\d+\.\d+\.\d+$/);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  it("sends forms, bytes, streams and form data with their content types", async () => {
    const { server, door } = await serverAndDoor(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      response.end(JSON.stringify({ type: request.headers["content-type"], method: request.method, body }));
    });
    const send = async (body: RequestInit["body"]) => (await door.fetch(server.url, { method: "post", body })).json();
    expect(await send(new URLSearchParams({ a: "ä b" }))).toEqual({
      type: "application/x-www-form-urlencoded;charset=UTF-8",
      method: "POST",
      body: "a=%C3%A4+b",
    });
    expect(await send(new TextEncoder().encode("raw"))).toEqual({ method: "POST", body: "raw" });
    expect(await send(new Blob(["streamed"]).stream())).toEqual({ method: "POST", body: "streamed" });
    const form = new FormData();
    form.set("field", "value");
    expect((await send(form)).type).toMatch(/^multipart\/form-data; boundary=/);
  });

  it("does not let the caller set headers of the connection", async () => {
    const { server, door } = await serverAndDoor((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = { host: "victim.example", "proxy-authorization": "Basic eDp5", "x-own": "1", "User-Agent": "mine" };
    const seen = await (await door.fetch(server.url, { headers })).json();
    expect(seen).toMatchObject({ host: server.host, "x-own": "1", "user-agent": "mine" });
    expect(seen).not.toHaveProperty("proxy-authorization");
  });

  it.each([
    ["no url", "This is not a valid URL."],
    ["file:///etc/passwd", 'Only https URLs can be called, not "file:".'],
    ["javascript:alert(1)", 'Only https URLs can be called, not "javascript:".'],
    ["http://example.com/?token=abc", "example.com must be called over https, or be listed in KEYHOLD_OUTBOUND_ALLOW."],
    [
      "https://user:pass@example.com/",
      "The address of example.com contains a username or password. Send them in a header.",
    ],
  ])("refuses %s", async (url, message) => {
    const error = await failure(createOutbound(), url);
    expect({ kind: error.kind, message: error.message }).toEqual({ kind: "bad_url", message });
  });

  it("says which host failed and how, without path, headers or response", async () => {
    const { server, door } = await serverAndDoor((request) =>
      request.socket.end("HTTP/1.1 200 OK\r\nbad header SECRET-C\r\n\r\n"),
    );
    const headers = { authorization: "Bearer SECRET-B" };
    const error = await failure(door, `${server.url}/SECRET-A?key=SECRET-A`, { headers });
    expect([error.kind, error.cause]).toEqual(["network", undefined]);
    expect(error.message).toContain(server.host);
    expect(`${error.stack} ${JSON.stringify(error)}`).not.toContain("SECRET");
  });

  it("distinguishes a refused connection from a timeout", async () => {
    const { server, door } = await serverAndDoor(() => undefined);
    await server.close();
    expect(await failure(door, server.url)).toMatchObject({ kind: "network", code: "ECONNREFUSED" });
  });
});

describe("the time limit", () => {
  it("aborts a call without a response and closes the connection", async () => {
    const sockets: Socket[] = [];
    const { server, door } = await serverAndDoor((request) => sockets.push(request.socket));
    expect((await failure(door, server.url, { timeoutMs: 100 })).kind).toBe("timeout");
    await expect.poll(() => sockets.map((socket) => socket.destroyed)).toEqual([true]);
  });

  it("covers the body, even when it arrives slowly", async () => {
    const { server, door } = await serverAndDoor((request, response) => {
      const drip = setInterval(() => response.write("."), 10);
      request.socket.once("close", () => clearInterval(drip));
    });
    const response = await door.fetch(server.url, { timeoutMs: 150 });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ name: "OutboundError", kind: "timeout" });
  });

  it("passes the caller's abort reason through", async () => {
    const { server, door } = await serverAndDoor(() => undefined);
    const reason = new Error("page closed");
    await expect(door.fetch(server.url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("the size limit", () => {
  it("aborts a body of 10 MB", async () => {
    let sent = 0;
    function* tenMegabytes() {
      for (const chunk = Buffer.alloc(64 * 1024); sent < 10 * 1024 * 1024; sent += chunk.length) yield chunk;
    }
    const { server, door } = await serverAndDoor((_, response) => pipeline(tenMegabytes, response, () => undefined));
    expect((await failure(door, server.url)).kind).toBe("too_large");
    expect(sent).toBeLessThan(8 * 1024 * 1024);
  });

  it("reads nothing when Content-Length exceeds the limit", async () => {
    const { server, door } = await serverAndDoor((_, response) =>
      response.writeHead(200, { "content-length": "5000" }).flushHeaders(),
    );
    await expect(door.fetch(server.url, { maxBytes: 4999 })).rejects.toMatchObject({ kind: "too_large" });
  });

  it("counts after decompression", async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024));
    const { server, door } = await serverAndDoor((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    expect(bomb.length).toBeLessThan(10_000);
    expect((await failure(door, server.url)).kind).toBe("too_large");
  });

  it("accepts a body of exactly the limit", async () => {
    const { server, door } = await serverAndDoor((_, response) => response.end("12345"));
    expect(await (await door.fetch(server.url, { maxBytes: 5 })).text()).toBe("12345");
    expect((await failure(door, server.url, { maxBytes: 4 })).kind).toBe("too_large");
  });
});

describe("redirects", () => {
  const redirectTo = (location: string, status = 302): RequestListener => {
    return (_, response) => response.writeHead(status, { location }).end();
  };

  it.each([301, 302, 303, 307, 308])("returns a %i unless the caller follows redirects", async (status) => {
    const { server, door } = await serverAndDoor(redirectTo("http://169.254.169.254/", status));
    const response = await door.fetch(server.url);
    expect([response.status, response.headers.get("location")]).toEqual([status, "http://169.254.169.254/"]);
  });

  it.each([
    ["http://169.254.169.254/latest/meta-data", "bad_url"],
    ["https://169.254.169.254/latest/meta-data", "blocked_address"],
    ["https://[fd00:ec2::254]/", "blocked_address"],
    ["file:///etc/passwd", "bad_url"],
  ])("checks each hop: %s", async (location, kind) => {
    const { server, door } = await serverAndDoor(redirectTo(location));
    expect((await failure(door, server.url, { maxRedirects: 3 })).kind).toBe(kind);
  });

  it("follows at most `maxRedirects`", async () => {
    let calls = 0;
    const { server, door } = await serverAndDoor((request, response) => {
      calls++;
      redirectTo("/again")(request, response);
    });
    expect((await failure(door, server.url, { maxRedirects: 3 })).message).toContain("redirected too many times");
    expect(calls).toBe(4);
  });

  it("never repeats a POST at another URL", async () => {
    const { server, door } = await serverAndDoor(redirectTo("/elsewhere", 307));
    const response = await door.fetch(server.url, { method: "POST", body: "x", maxRedirects: 3 });
    expect(response.status).toBe(307);
  });

  it("sends no key to another origin", async () => {
    const other = await startServer((request, response) => response.end(JSON.stringify(request.headers)));
    const here = await startServer((request, response) =>
      request.url === "/" ? redirectTo("/step")(request, response) : redirectTo(other.url)(request, response),
    );
    const door = createOutbound({ allow: [here.host, other.host] });
    closers.push(here.close, other.close, door.close);
    const headers = { authorization: "Bearer a", "x-api-key": "b", cookie: "c=d", accept: "application/json" };
    const seen = await (await door.fetch(here.url, { headers, maxRedirects: 2 })).json();
    expect(seen).toMatchObject({ host: other.host, accept: "application/json" });
    for (const name of ["authorization", "x-api-key", "cookie"]) expect(seen).not.toHaveProperty(name);
  });
});
