import type { Provider } from "@/providers/load";
import type { ApiTarget } from "@/server/protocols/api-request";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, openClientSecrets, providerOf } from "@/server/vault/integration";
import { schemeOf } from ".";
import { oauth1Token } from "./credentials";
import type { SigningSecrets } from "./scheme";
import { type TemplateSubject, templateContext } from "./template-context";

/** Returns the secrets that sign a connection's requests: the integration's client and the connection's token. */
export async function signingSecrets(row: IntegrationRow, stored: StoredCredentials): Promise<SigningSecrets> {
  const token = oauth1Token(stored);
  if (!token) return {};
  const secrets = await openClientSecrets(row);
  return { consumer: { key: row.clientId ?? "", secret: secrets?.clientSecret ?? "" }, token };
}

/** Returns the API of a provider: its base URL, and how a request carries the credentials. */
export function apiTargetOf(provider: Provider, values: TemplateValues, secrets: SigningSecrets = {}): ApiTarget {
  return { ...provider.api, sign: schemeOf(provider).sign?.(provider, values, secrets) };
}

/** Returns the API as one connection calls it, and the values for its templates. */
export async function apiOf(
  subject: TemplateSubject & { stored: StoredCredentials },
): Promise<{ target: ApiTarget; values: TemplateValues }> {
  const { integration, stored } = subject;
  const values = await templateContext(subject);
  return { target: apiTargetOf(providerOf(integration), values, await signingSecrets(integration, stored)), values };
}
