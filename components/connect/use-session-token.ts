"use client";
import { useEffect, useState } from "react";
import { takeSessionToken } from "./session-token";
import { tabStorage } from "./tab-storage";

/** Returns the session token of this tab. Undefined: not read yet. Null: there is none. */
export function useSessionToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(takeSessionToken(window, tabStorage));
    // Next's router starts to listen to history only after this effect. The second call makes it drop the old URL, so
    // that it can't restore the token.
    const timer = setTimeout(() => window.history.replaceState(null, "", window.location.href));
    return () => clearTimeout(timer);
  }, []);
  return token;
}
