"use client";
import { useCallback, useEffect, useRef, useState } from "react";

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

/** Puts a text on the clipboard. @returns false when the browser does not allow it: the person must copy by hand. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Plain http on another host than localhost has no clipboard API; this old way still works there. */
function copyBySelection(text: string): boolean {
  const box = document.createElement("textarea");
  box.value = text;
  box.readOnly = true;
  box.className = "fixed top-0 opacity-0";
  const focused = document.activeElement;
  (focused?.closest("[role=dialog]") ?? document.body).append(box); // a dialog holds the focus inside itself
  box.select();
  const isCopied = document.execCommand("copy");
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
