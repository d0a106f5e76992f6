import type { IntegrationRow } from "@/server/vault/integration";

/** Whether the team's app is in the provider's test mode, where access expires early. */
export function isTestMode({ settings }: Pick<IntegrationRow, "settings">): boolean {
  return (settings as { test_mode?: unknown } | null)?.test_mode === true;
}
