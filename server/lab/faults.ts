import { setTimeout as wait } from "node:timers/promises";
import type { Lab } from "./lab";

const RETRY_AFTER_SECONDS = "2";
const PAGE = "<!doctype html><title>Please wait</title><h1>We will be right back</h1>";

/** Sends no response until the client hangs up or `hangMs` has passed. */
export async function hang(lab: Lab, signal: AbortSignal): Promise<Response> {
  try {
    await wait(lab.hangMs, undefined, { signal, ref: false });
  } catch {
    // The client hung up, so nobody reads the response.
  }
  return Response.json({ error: "timeout" }, { status: 504 });
}

/** Returns status 200 with a web page instead of JSON, as gateways and sign-in pages do. */
export function webPage(): Response {
  return new Response(PAGE, { status: 200, headers: { "content-type": "text/html; charset=utf-8" } });
}

export function tooManyRequests(): Response {
  return failure(429, "rate_limited", "Too many requests. Try again in two seconds.");
}

export function unavailable(): Response {
  return failure(503, "unavailable", "The provider is temporarily unavailable. Try again in two seconds.");
}

function failure(status: number, error: string, message: string): Response {
  return Response.json({ error, message }, { status, headers: { "retry-after": RETRY_AFTER_SECONDS } });
}
