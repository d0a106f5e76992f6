import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import { valueAt } from "@/server/protocols/value-at";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import { message, quote } from "@/wire/messages";
import { apiOf } from "./api-target";
import { keptFrom } from "./kept-values";
import type { TemplateSubject } from "./template-context";

type Subject = TemplateSubject & { stored: StoredCredentials };

/** Returns whether API calls require this variable. */
function isNeeded(provider: Provider, name: string): boolean {
  return provider.variables.some((known) => known.name === name && known.from === "api" && !known.optional);
}

/**
 * Gets the values that later calls need from the API, such as the account's ID or host.
 * @throws ServiceError `provider_unavailable` when it is down, `connection_test_failed` when it rejects the credentials,
 *   `token_err` when a required value is missing.
 */
export async function keptAfterConnect(subject: Subject): Promise<Record<string, string>> {
  const provider = providerOf(subject.integration);
  const about = { provider: provider.name };
  const kept: Record<string, string> = {};
  for (const { keep, ...call } of provider.afterConnect ?? []) {
    // A later call may need a value from an earlier one.
    const connectionConfig = { ...subject.connectionConfig, ...kept };
    const { target, values } = await apiOf({ ...subject, connectionConfig });
    const answer = await callApi(target, call, values, io());
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
