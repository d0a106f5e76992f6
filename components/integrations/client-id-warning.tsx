"use client";
import { TriangleAlert } from "lucide-react";
import { type Control, useWatch } from "react-hook-form";
import type { IntegrationDetail } from "@/wire/integrations";
import type { IntegrationValues } from "./form-values";

interface Props {
  control: Control<IntegrationValues>;
  integration: IntegrationDetail;
}

/** Warns, before saving, what a new client ID means for existing connections. */
export function ClientIdWarning({ control, integration }: Props) {
  const clientId = useWatch({ control, name: "client.client_id" });
  const { connectionCount } = integration;
  if (connectionCount === 0 || clientId === undefined || clientId === integration.clientId) return null;
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-warning/40 bg-warning/10 p-3 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p>
        {connectionCount === 1 ? "One connection was" : `${connectionCount.toLocaleString("en")} connections were`}{" "}
        authorized with the old client. A token can't be refreshed with another client, so the end users must reconnect.
      </p>
    </div>
  );
}
