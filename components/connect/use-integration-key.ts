"use client";
import { useCallback, useSyncExternalStore } from "react";
import { CONNECT_QUERY } from "@/wire/endpoints";

const MOVED = "keyhold:moved";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(MOVED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(MOVED, listener);
  };
}

/**
 * Returns the integration that the URL names, and a function that changes it. Because it is in the URL, it is still known
 * after a reload, and the browser's Back button leads from a form to the list.
 */
export function useIntegrationKey(): [string | null, (key: string | null) => void] {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => "",
  );
  const go = useCallback((key: string | null) => {
    const url = new URL(window.location.href);
    if (key === null) url.searchParams.delete(CONNECT_QUERY.integration);
    else url.searchParams.set(CONNECT_QUERY.integration, key);
    window.history.pushState(null, "", `${url.pathname}${url.search}`);
    window.dispatchEvent(new Event(MOVED));
  }, []);
  return [new URLSearchParams(search).get(CONNECT_QUERY.integration), go];
}
