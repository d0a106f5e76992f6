import type { ApiTarget } from "@/server/protocols/api-request";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { ConnectionRow } from "@/server/vault/connection";
import { type StoredCredentials, templateValues, typedFields } from "@/server/vault/credentials";
import { type IntegrationRow, openSettings, providerOf } from "@/server/vault/integration";
import { apiTargetOf } from "./api-target";
import { signingSecrets } from "./signing-secrets";
import { fieldValues, runtimeValues, textsOf } from "./values";

/** The API as one connection calls it: its address, how a request shows the stored credential, and what its templates name. */
export async function apiOf(
  row: ConnectionRow,
  integration: IntegrationRow,
  stored: StoredCredentials,
): Promise<{ target: ApiTarget; values: TemplateValues }> {
  const provider = providerOf(integration);
  const values = {
    ...textsOf(row.connectionConfig),
    ...runtimeValues(row.connectionId),
    ...fieldValues(provider, { ...(await openSettings(integration)), ...typedFields(stored) }),
    ...templateValues(stored),
  };
  return { target: apiTargetOf(provider, values, await signingSecrets(integration, stored)), values };
}
