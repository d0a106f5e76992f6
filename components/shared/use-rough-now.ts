"use client";
import { useSyncExternalStore } from "react";

const STEP_MS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in epoch milliseconds, updated every 15 seconds. One clock for the whole page. Null until hydration. */
export function useRoughNow(): number | null {
  return useSyncExternalStore(
    subscribe,
    () => Math.ceil(Date.now() / STEP_MS) * STEP_MS, // rounded up, so that a recent event isn't in the future
    () => null,
  );
}
