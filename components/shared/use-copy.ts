"use client";
import { useCallback, useEffect, useRef, useState } from "react";

export type CopyState = "idle" | "copied" | "failed";

const SHOWN_MS = 2000;

/** Copies a text, and returns the result for two seconds. */
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

/** The screen reader message after a copy. */
export const COPY_MESSAGES: Record<CopyState, string> = {
  idle: "",
  copied: "Copied",
  failed: "The browser blocked copying. Select the text and copy it manually.",
};

/** Copies a text to the clipboard. @returns false if the browser blocks it. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The clipboard API is missing on plain http outside localhost. This deprecated way still works there. */
function copyBySelection(text: string): boolean {
  const box = document.createElement("textarea");
  box.value = text;
  box.readOnly = true;
  box.className = "fixed top-0 opacity-0";
  const focused = document.activeElement;
  (focused?.closest("[role=dialog]") ?? document.body).append(box); // a dialog traps the focus
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
