"use client";
import { useSyncExternalStore } from "react";

function subscribe(tick: () => void): () => void {
  const timer = setInterval(tick, 1000);
  return () => clearInterval(timer);
}

const readSecond = () => Math.floor(Date.now() / 1000);

/** The current time in epoch seconds, once a second. Null on the server, whose clock the reader does not share. */
export function useNowSeconds(): number | null {
  return useSyncExternalStore(subscribe, readSecond, () => null);
}
