import { randomBytes } from "node:crypto";
import { env } from "@/server/core/env";
import { perProcess } from "@/server/core/per-process";
import type { Io } from "@/server/protocols/io";
import { createOutbound, type Outbound, type OutboundInit } from "./outbound";
import { recorded } from "./record-calls";

export { OutboundError, type OutboundErrorKind } from "./errors";
export type { Outbound, OutboundInit, OutboundPolicy } from "./outbound";
export { type CallRecord, recordCalls } from "./record-calls";

/** The process's client for outbound calls. With the lab on, it may also call this instance, because the lab is part of it. */
export const outbound = perProcess<Outbound>("outbound", () => {
  const { KEYHOLD_STAGE_URL: stage } = env();
  return createOutbound({ allow: [...allowedByEnv(env()), ...(stage ? [stage.host] : [])], stage });
});

/**
 * Calls a public URL: https only, no private addresses, no redirects, with a timeout and a size limit.
 *
 * @throws OutboundError `blocked_address`, `timeout`, `too_large`, `network` or `bad_url`; also while the body is read.
 */
export function outboundFetch(url: string | URL, init: OutboundInit = {}): Promise<Response> {
  return recorded(url, init, (given) => outbound().fetch(url, given));
}

/** What protocol modules need: fetch, the clock and randomness. */
export function io(): Io {
  return { fetch: outboundFetch, now: Date.now, random: (bytes) => randomBytes(bytes) };
}

interface OutboundSettings {
  PORT: number;
  KEYHOLD_PUBLIC_URL: string;
  KEYHOLD_LAB: boolean;
  KEYHOLD_OUTBOUND_ALLOW: readonly string[];
}

/** The allow-list entries from the environment variables. */
export function allowedByEnv(settings: OutboundSettings): string[] {
  if (!settings.KEYHOLD_LAB) return [...settings.KEYHOLD_OUTBOUND_ALLOW];
  const self = new URL(settings.KEYHOLD_PUBLIC_URL);
  const port = self.port || (self.protocol === "https:" ? "443" : "80");
  const ours = [`${self.hostname}:${port}`, `localhost:${settings.PORT}`, `127.0.0.1:${settings.PORT}`];
  return [...ours, ...settings.KEYHOLD_OUTBOUND_ALLOW];
}
