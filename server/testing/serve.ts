import { getRequestListener } from "@hono/node-server";
import { afterAll } from "vitest";
import { forgetPerProcess } from "@/server/core/per-process";
import { startServer } from "@/server/net/testing/servers";

/** A running Keyhold, without pages. */
export interface TestKeyhold {
  /** `http://127.0.0.1:<port>`: its KEYHOLD_PUBLIC_URL. */
  url: string;
  /** Calls a path over HTTP. Redirects aren't followed. */
  call(path: string, options?: CallOptions): Promise<Response>;
}

export interface CallOptions extends Omit<RequestInit, "body"> {
  apiKey?: string;
  /** Sent as JSON. */
  json?: unknown;
  body?: BodyInit;
}

/**
 * Serves the REST API and the provider lab on a free port until the test file ends. Calls to the lab go over HTTP. Call it at the top of a file, before anything else reads the environment.
 *
 * @param variables of server/core/env.ts, in addition to PORT and KEYHOLD_PUBLIC_URL.
 */
export async function serveKeyhold(variables: Record<string, string> = {}): Promise<TestKeyhold> {
  const server = await startServer((request, response) => void listener(request, response));
  Object.assign(process.env, { PORT: String(server.port), KEYHOLD_PUBLIC_URL: server.url, ...variables });
  forgetEnvironment();
  const { rest } = await import("@/server/rest/app");
  const listener = getRequestListener(rest.fetch);
  afterAll(() => server.close());
  return { url: server.url, call: (path, options) => fetch(server.url + path, requestInit(options)) };
}

/** Drops the cached variables and the outbound client that was built from them. */
function forgetEnvironment(): void {
  forgetPerProcess("env", "outbound");
}

function requestInit({ apiKey, json, headers, ...rest }: CallOptions = {}): RequestInit {
  const all = new Headers(headers);
  if (apiKey !== undefined) all.set("authorization", `Bearer ${apiKey}`);
  if (json === undefined) return { redirect: "manual", headers: all, ...rest };
  all.set("content-type", "application/json");
  return { method: "POST", redirect: "manual", headers: all, ...rest, body: JSON.stringify(json) };
}
