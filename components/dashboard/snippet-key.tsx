"use client";
import { useSyncExternalStore } from "react";
import { API_KEY_PLACEHOLDER } from "./snippets";

/**
 * The API keys to show in snippets, by environment. Kept only in this tab's memory: anyone who uses this browser later could
 * read a stored key.
 */
const keys = new Map<string, string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sets the key to show in every snippet of this tab. */
export function setSnippetKey(environment: string, key: string): void {
  keys.set(environment, key);
  for (const listener of listeners) listener();
}

/** The key to show in snippets of this environment. Null: none was set since the page was loaded. */
export function useSnippetKey(environment: string): string | null {
  return useSyncExternalStore(
    subscribe,
    () => keys.get(environment) ?? null,
    () => null,
  );
}

/** The key to show in a snippet, or a placeholder. */
export function keyOrPlaceholder(key: string | null): string {
  return key ?? API_KEY_PLACEHOLDER;
}
