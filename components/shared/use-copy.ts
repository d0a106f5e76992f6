"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { copyText } from "./copy-text";

export type CopyState = "idle" | "copied" | "failed";

const SHOWN_MS = 2000;

/** Copies a text and tells for two seconds how that went. */
export function useCopy(value: string): { state: CopyState; copy: () => Promise<void> } {
  const [state, setState] = useState<CopyState>("idle");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = useCallback(async () => {
    setState((await copyText(value)) ? "copied" : "failed");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState("idle"), SHOWN_MS);
  }, [value]);
  return { state, copy };
}

/** What the person hears after a copy. */
export const COPY_WORDS: Record<CopyState, string> = {
  idle: "",
  copied: "Copied",
  failed: "The browser did not allow it. Select the text and copy it by hand.",
};
