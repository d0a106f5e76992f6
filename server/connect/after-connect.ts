import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import type { TemplateValues } from "@/server/protocols/template/render";
import { valueAt } from "@/server/protocols/value-at";
import { apiTargetOf } from "@/server/schemes/api-target";
import { keptFrom } from "@/server/schemes/kept-values";
import type { SigningSecrets } from "@/server/schemes/scheme";
import { message, quote } from "@/wire/messages";

/** A variable without which the API cannot be called. */
function isNeeded(provider: Provider, name: string): boolean {
  return provider.variables.some((known) => known.name === name && known.from === "api" && !known.optional);
}

/**
 * Asks the API once for what later calls need, such as the account's id or own host.
 * @throws ServiceError `provider_unavailable` when it is down; `connection_test_failed` when it refuses the credential, `token_err`
 *   when it does not say what its calls cannot do without.
 */
export async function keptAfterConnect(
  provider: Provider,
  values: TemplateValues,
  secrets: SigningSecrets = {},
): Promise<Record<string, string>> {
  const about = { provider: provider.name };
  const kept: Record<string, string> = {};
  for (const { keep, ...call } of provider.afterConnect ?? []) {
    const known = { ...values, ...kept };
    const answer = await callApi(apiTargetOf(provider, known, secrets), call, known, io());
    if (answer.kind === "unavailable") {
      throw new ServiceError("provider_unavailable", message("connect.provider_unavailable", about));
    }
    const found = Object.entries(keep).map(([name, path]) => [name, valueAt(answer.body, path)] as const);
    Object.assign(kept, keptFrom(provider, found));
    const missing = Object.keys(keep).find((name) => isNeeded(provider, name) && kept[name] === undefined);
    if (missing !== undefined) {
      const params = { ...about, ...quote(answer.said) };
      if (answer.status === 401)
        throw new ServiceError("connection_test_failed", message("connect.credentials_rejected", params));
      throw new ServiceError("token_err", message("connect.value_missing", { ...params, name: missing }));
    }
  }
  return kept;
}
