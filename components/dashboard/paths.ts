import type { ConnectionRef } from "@/wire/connections";

/** Address of a connection's page. */
export function connectionPath(env: string, { connectionId, providerConfigKey }: ConnectionRef): string {
  return `/dashboard/${env}/connections/${encodeURIComponent(providerConfigKey)}/${encodeURIComponent(connectionId)}`;
}

/** Address of an integration's page. */
export function integrationPath(env: string, uniqueKey: string): string {
  return `/dashboard/${env}/integrations/${encodeURIComponent(uniqueKey)}`;
}

/** Address of the connections of one integration. */
export function connectionsOfPath(env: string, uniqueKey: string): string {
  return `/dashboard/${env}/connections?integration=${encodeURIComponent(uniqueKey)}`;
}
