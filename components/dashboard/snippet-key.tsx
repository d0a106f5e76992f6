"use client";
import { useSyncExternalStore } from "react";
import { API_KEY_PLACEHOLDER } from "./snippets";

/**
 * The API keys that snippets carry, by environment. They live in the memory of this tab alone: a stored key could be read by
 * anyone who opens the browser later.
 */
const keys = new Map<string, string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fills a key into every snippet of this tab. */
export function setSnippetKey(environment: string, key: string): void {
  keys.set(environment, key);
  for (const listener of listeners) listener();
}

/** The key that snippets of this environment carry. Null: none was filled in since the page was loaded. */
export function useSnippetKey(environment: string): string | null {
  return useSyncExternalStore(
    subscribe,
    () => keys.get(environment) ?? null,
    () => null,
  );
}

/** The key to write into a snippet, or the words that stand in for it. */
export function keyOrPlaceholder(key: string | null): string {
  return key ?? API_KEY_PLACEHOLDER;
}
