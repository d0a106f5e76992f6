"use client";
import { useEffect, useRef, useState } from "react";

/** Long enough to skip a request per key press, short enough to feel immediate. */
const DEBOUNCE_MS = 250;

/**
 * A search input that searches after a short pause in typing.
 *
 * @param value the current search text.
 * @returns the text to show, and a function to call with what the user types. The text follows when `value` changes elsewhere.
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
    }, DEBOUNCE_MS);
  }
  return { text: typed.text, type };
}
