import { createHmac } from "node:crypto";
import { sortedJson } from "@/server/core/json";

/** The signing key of the tests' Inngest environment. */
export const SIGNING_KEY = `signkey-test-${"0123456789abcdef".repeat(4)}`;

type Steps = Record<string, { type: "data"; data: unknown }>;

/** Returns the body of one call of a function, as Inngest's server sends it. */
export function callOf(name: string, data: Record<string, unknown>, steps: Steps = {}) {
  const event = { id: "01H", name, data, ts: Date.now() };
  const stack = { stack: Object.keys(steps), current: Object.keys(steps).length };
  const ctx = { run_id: "run", attempt: 0, disable_immediate_execution: false, use_api: false, stack };
  return { version: -1, event, events: [event], steps, ctx };
}

/** Returns an unsigned call of a function. @param address URL of the instance's `/api/inngest`, with its query. */
export function unsigned(address: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(address, {
    method: "POST",
    headers: { "content-type": "application/json", host: new URL(address).host, ...headers },
    body: JSON.stringify(body),
  });
}

/** Returns a signed call of a function. @param at epoch seconds. @see the SDK specification, "Signatures" */
export function signed(address: string, body: unknown, key = SIGNING_KEY, at = Math.floor(Date.now() / 1000)): Request {
  const secret = key.replace(/^signkey-\w+-/, "");
  const signature = createHmac("sha256", secret)
    .update(`${sortedJson(body)}${at}`)
    .digest("hex");
  return unsigned(address, body, { "x-inngest-signature": `t=${at}&s=${signature}` });
}

/**
 * Calls a function until it ends, as Inngest's server does: each call includes the results of the earlier steps.
 * @returns what the function returned, and the step results that Inngest would store.
 */
export async function runSigned(
  handle: (request: Request) => Promise<Response>,
  address: string,
  { name, data }: { name: string; data: Record<string, unknown> },
): Promise<{ result: unknown; stored: string }> {
  const steps: Steps = {};
  for (let call = 0; call < 10; call += 1) {
    const response = await handle(signed(address, callOf(name, data, steps)));
    const answer: unknown = await response.json();
    if (response.status === 200) return { result: answer, stored: JSON.stringify(steps) };
    if (response.status !== 206) throw new Error(`${response.status} ${JSON.stringify(answer)}`);
    for (const { id, data: result } of answer as { id: string; data: unknown }[]) {
      steps[id] = { type: "data", data: result };
    }
  }
  throw new Error("The function did not end");
}
