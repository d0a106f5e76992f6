import { AsyncLocalStorage } from "node:async_hooks";
import type { OutboundInit } from "./outbound";

/** One call as the log shows it: names and outcomes, never a value that could be a secret. */
export interface CallRecord {
  method: string;
  /** Scheme, host and path. */
  url: string;
  /** Header and body fields. Values that may be secret are `[redacted]`. */
  request: Record<string, string>;
  /** Null: no response. */
  status: number | null;
  contentType: string | null;
  tookMs: number;
}

interface Recording {
  calls: CallRecord[];
  /** Time limit for calls without their own. */
  timeoutMs: number | undefined;
}

const REDACTED = "[redacted]";
/** Fields that are not secret and say what was requested. */
const OPEN = new Set(["grant_type", "scope", "resource", "audience", "redirect_uri", "accept", "content-type"]);
const storage = new AsyncLocalStorage<Recording>();

function shown(name: string, value: string): string {
  if (name === "authorization") return `${value.split(" ")[0]} ${REDACTED}`;
  return OPEN.has(name) ? value.slice(0, 500) : REDACTED;
}

function fieldsOf(body: unknown): [string, string][] {
  if (body instanceof URLSearchParams) return [...body];
  if (typeof body !== "string") return [];
  if (!body.trimStart().startsWith("{")) return body.includes("=") ? [...new URLSearchParams(body)] : [];
  try {
    return Object.entries(JSON.parse(body) as object).map(([name, value]) => [name, String(value)]);
  } catch {
    return [];
  }
}

function describe(init: OutboundInit): Record<string, string> {
  const pairs = [...new Headers(init.headers), ...fieldsOf(init.body)];
  return Object.fromEntries(pairs.map(([name, value]) => [name, shown(name, value)]));
}

/** Runs work and records every outbound call it makes. @param timeoutMs for calls without their own time limit. */
export function recordCalls<T>(calls: CallRecord[], timeoutMs: number | undefined, work: () => Promise<T>): Promise<T> {
  return storage.run({ calls, timeoutMs }, work);
}

/** Makes a call, and records it inside `recordCalls`. */
export async function recorded(
  url: string | URL,
  init: OutboundInit,
  call: (init: OutboundInit) => Promise<Response>,
): Promise<Response> {
  const recording = storage.getStore();
  if (!recording) return call(init);
  const { origin, pathname } = new URL(url);
  const startedAt = performance.now();
  const record: CallRecord = {
    method: init.method ?? "GET",
    url: origin + pathname,
    request: describe(init),
    status: null,
    contentType: null,
    tookMs: 0,
  };
  recording.calls.push(record);
  try {
    const timeoutMs = init.timeoutMs ?? recording.timeoutMs;
    const response = await call(timeoutMs === undefined ? init : { ...init, timeoutMs });
    record.status = response.status;
    record.contentType = response.headers.get("content-type");
    return response;
  } finally {
    record.tookMs = Math.round(performance.now() - startedAt);
  }
}
