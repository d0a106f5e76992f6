"use client";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ConnectApi, Values } from "./api";
import { ApiError } from "./api-error";
import { useConnectApi } from "./connect-api-context";
import { type Flow, type FormField, webAddress } from "./fields";
import { cleanValue, type FormValues } from "./validate";

interface ConnectInput {
  flow: Flow;
  integrationKey: string;
  fields: readonly FormField[];
  values: FormValues;
}

/** The outcome of a sent form: the account is connected, or the browser continues at the provider. */
export type ConnectOutcome = { kind: "connected" } | { kind: "leaving"; address: string };

/** Sends the form. When the browser restores the page from its cache (Back button), the form can be sent again. */
export function useConnect() {
  const api = useConnectApi();
  const mutation = useMutation({ mutationFn: (input: ConnectInput) => connect(api, input) });
  const { reset } = mutation;
  useEffect(() => {
    const onShow = (event: PageTransitionEvent) => event.persisted && reset();
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [reset]);
  return mutation;
}

async function connect(
  api: ConnectApi,
  { flow, integrationKey, fields, values }: ConnectInput,
): Promise<ConnectOutcome> {
  const params = valuesOf("params", fields, values);
  const credentials = valuesOf("credentials", fields, values);
  if (flow.kind === "redirect") {
    const address = webAddress(await api.startOAuth(integrationKey, params));
    // Never set `location` to anything but an http or https URL, whoever made it: a javascript: URL would run in this page.
    if (!address) throw new ApiError("server_error", "");
    return { kind: "leaving", address };
  }
  await api.connect(flow.endpoint, integrationKey, { params, credentials });
  return { kind: "connected" };
}

/** The filled-in values by field name. Empty fields are left out: the server knows the defaults. */
function valuesOf(group: FormField["group"], fields: readonly FormField[], values: FormValues): Values {
  const filled = fields
    .filter((field) => field.group === group)
    .map((field) => [field.name, cleanValue(field, values[field.id] ?? "")] as const)
    .filter(([, value]) => value !== "");
  return Object.fromEntries(filled);
}
