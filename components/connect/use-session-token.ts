"use client";
import { useEffect, useState } from "react";
import { takeSessionToken } from "./session-token";
import { tabStorage } from "./tab-storage";

/** The session token of this tab: undefined until the browser has looked, null when there is none. */
export function useSessionToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(takeSessionToken(window, tabStorage));
    // Next's router starts to listen to history only after this effect: said again, it forgets the old address too
    // and cannot write it back.
    const timer = setTimeout(() => window.history.replaceState(null, "", window.location.href));
    return () => clearTimeout(timer);
  }, []);
  return token;
}
