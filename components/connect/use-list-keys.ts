"use client";
import { type KeyboardEvent, useRef } from "react";

/**
 * Moves the focus through the buttons of a list with the arrow keys, Home and End. Typing on a button continues in the
 * search field. Tab still reaches each button.
 */
export function useListKeys() {
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const target = targetOf(event.key, at, buttons.length);
    if (target !== null) {
      event.preventDefault();
      if (target < 0) search.current?.focus();
      else buttons[target]?.focus();
    } else if (at >= 0 && event.key.length === 1 && event.key !== " ") {
      search.current?.focus(); // The browser then types the key into the field.
    }
  }

  return { list, search, onKeyDown };
}

/** Returns the index to move to. -1: the search field above the list. Null: the key doesn't move the focus. */
export function targetOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, count - 1);
  if (key === "ArrowUp") return at < 0 ? null : at - 1;
  // In the search field these keys move the caret.
  if (key === "Home" && at >= 0) return 0;
  if (key === "End" && at >= 0) return count - 1;
  return null;
}
