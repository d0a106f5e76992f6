import type { ConnectionRef } from "@/wire/connections";

/** The path of a connection's page. */
export function connectionPath(env: string, { connectionId, providerConfigKey }: ConnectionRef): string {
  return `/dashboard/${env}/connections/${encodeURIComponent(providerConfigKey)}/${encodeURIComponent(connectionId)}`;
}

/** The path of an integration's page. */
export function integrationPath(env: string, uniqueKey: string): string {
  return `/dashboard/${env}/integrations/${encodeURIComponent(uniqueKey)}`;
}

/** The path of the connection list, filtered by integration. */
export function connectionsOfPath(env: string, uniqueKey: string): string {
  return `/dashboard/${env}/connections?integration=${encodeURIComponent(uniqueKey)}`;
}
