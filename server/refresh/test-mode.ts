import type { IntegrationRow } from "@/server/vault/integration";

/** Whether the team says that its app is in the provider's test mode, in which grants end early. */
export function isTestMode({ settings }: Pick<IntegrationRow, "settings">): boolean {
  return (settings as { test_mode?: unknown } | null)?.test_mode === true;
}
