"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type ConnectApi, createConnectApi } from "./api";

const Context = createContext<ConnectApi | null>(null);

/** Gives the screens below it the REST calls of one session. */
export function ConnectApiProvider({ token, children }: { token: string; children: ReactNode }) {
  const api = useMemo(() => createConnectApi(token), [token]);
  return <Context value={api}>{children}</Context>;
}

/** The REST calls of the session that this page speaks for. */
export function useConnectApi(): ConnectApi {
  const api = useContext(Context);
  if (!api) throw new Error("useConnectApi needs a ConnectApiProvider above it.");
  return api;
}
