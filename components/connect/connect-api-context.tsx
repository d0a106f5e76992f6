"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type ConnectApi, createConnectApi } from "./api";

const Context = createContext<ConnectApi | null>(null);

/** Provides the REST calls of one session to the screens below it. */
export function ConnectApiProvider({ token, children }: { token: string; children: ReactNode }) {
  const api = useMemo(() => createConnectApi(token), [token]);
  return <Context value={api}>{children}</Context>;
}

/** Returns the REST calls of the current session. */
export function useConnectApi(): ConnectApi {
  const api = useContext(Context);
  if (!api) throw new Error("useConnectApi needs a ConnectApiProvider above it.");
  return api;
}
