import { OutboundError } from "./errors";

/** A time limit for a whole call, combined with the caller's signal. */
export interface Deadline {
  signal: AbortSignal;
  /** Aborts the call with our own reason. */
  stop(reason: unknown): void;
  /** Stops the timer at the end of the call. */
  clear(): void;
  /** Why we or the caller aborted the call. Null: not aborted. */
  reason(): unknown;
}

export function startDeadline(host: string, timeoutMs: number, callerSignal?: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new OutboundError("timeout", `${host} did not send a complete response within ${timeoutMs} ms.`));
  }, timeoutMs).unref();
  const signal = callerSignal ? AbortSignal.any([controller.signal, callerSignal]) : controller.signal;
  return {
    signal,
    stop: (reason) => controller.abort(reason),
    clear: () => clearTimeout(timer),
    reason: () => (signal.aborted ? signal.reason : null),
  };
}
