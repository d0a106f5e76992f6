import { ServiceError } from "@/server/core/errors";
import { AssertionKeyError } from "@/server/protocols/assertion/private-key";
import { TemplateError } from "@/server/protocols/template/parse";
import { providerOf } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import { schemeOf } from ".";
import { type TemplateSubject, templateContext } from "./template-context";

/**
 * Signs the JWT with which a backend authenticates as the app, not as one installation. Null: the provider isn't an app.
 * @throws ServiceError `integration_not_configured`
 */
export async function appProof(subject: TemplateSubject): Promise<string | null> {
  const provider = providerOf(subject.integration);
  const { appProof: sign } = schemeOf(provider);
  if (!sign) return null;
  try {
    return sign(provider, await templateContext(subject));
  } catch (cause) {
    if (!(cause instanceof AssertionKeyError || cause instanceof TemplateError)) throw cause;
    const text = message("connect.app_key_unusable", { integration: subject.integration.uniqueKey });
    throw new ServiceError("integration_not_configured", text, { cause });
  }
}
