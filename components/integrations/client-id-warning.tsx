"use client";
import { TriangleAlert } from "lucide-react";
import { type Control, useWatch } from "react-hook-form";
import type { IntegrationDetail } from "@/wire/integrations";
import type { IntegrationValues } from "./form-values";

interface Props {
  control: Control<IntegrationValues>;
  integration: IntegrationDetail;
}

/** Says what a new client id means for the users already connected, before it is saved. */
export function ClientIdWarning({ control, integration }: Props) {
  const clientId = useWatch({ control, name: "client.client_id" });
  const { connectionCount } = integration;
  if (connectionCount === 0 || clientId === undefined || clientId === integration.clientId) return null;
  return (
    <div role="alert" className="flex gap-3 rounded-md border border-warning/40 bg-warning/10 p-3 text-sm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <p>
        {connectionCount === 1 ? "One connection was" : `${connectionCount.toLocaleString("en")} connections were`}{" "}
        authorized for the old client. A token belongs to the client it was given to: with another client it can no
        longer be refreshed, and those users must reconnect.
      </p>
    </div>
  );
}
