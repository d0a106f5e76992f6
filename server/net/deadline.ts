import { OutboundError } from "./errors";

/** A time limit over a whole call, joined with the caller's own signal. */
export interface Deadline {
  signal: AbortSignal;
  /** Breaks the call off with a reason of ours. */
  stop(reason: unknown): void;
  /** The call is over: the clock no longer runs. */
  clear(): void;
  /** Why the call was broken off, by us or by the caller. Null: it was not. */
  reason(): unknown;
}

export function startDeadline(host: string, timeoutMs: number, callerSignal?: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new OutboundError("timeout", `${host} did not answer in full within ${timeoutMs} ms.`));
  }, timeoutMs).unref();
  const signal = callerSignal ? AbortSignal.any([controller.signal, callerSignal]) : controller.signal;
  return {
    signal,
    stop: (reason) => controller.abort(reason),
    clear: () => clearTimeout(timer),
    reason: () => (signal.aborted ? signal.reason : null),
  };
}
