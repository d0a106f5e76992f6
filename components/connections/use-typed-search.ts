"use client";
import { useEffect, useRef, useState } from "react";

/** Long enough not to ask at each key, short enough to feel immediate. */
const PAUSE_MS = 250;

/**
 * A search that follows the typing after a short pause.
 *
 * @param value what is searched for now.
 * @returns the text to show, and what to call when it is typed. When `value` changes by other hands, the text follows.
 */
export function useTypedSearch(value: string, search: (text: string) => void) {
  const [typed, setTyped] = useState({ text: value, sent: value, seen: value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  if (value !== typed.seen) {
    const isOurs = value === typed.sent;
    setTyped({ text: isOurs ? typed.text : value, sent: value, seen: value });
  }
  function type(text: string) {
    setTyped((before) => ({ ...before, text }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setTyped((before) => ({ ...before, sent: text }));
      search(text);
    }, PAUSE_MS);
  }
  return { text: typed.text, type };
}
