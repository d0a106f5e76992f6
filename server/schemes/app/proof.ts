import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { AssertionKeyError } from "@/server/protocols/assertion/private-key";
import { TemplateError } from "@/server/protocols/template/parse";
import type { ConnectionRow } from "@/server/vault/connection";
import { findIntegration, openSettings, providerOf } from "@/server/vault/integration";
import { signAssertion } from "../signed/sign";
import { fieldValues, runtimeValues, textsOf } from "../values";

/**
 * An app's own proof, signed now: with it a backend speaks as the app, not as one installation. Null: it is no app.
 * @throws ServiceError `integration_not_configured`
 */
export async function appProof(ctx: Ctx, row: ConnectionRow): Promise<string | null> {
  const provider = providerOf(row);
  if (provider.scheme !== "app_installation") return null;
  const settings = await openSettings(await findIntegration(ctx, row.uniqueKey));
  const values = {
    ...textsOf(row.connectionConfig),
    ...runtimeValues(row.connectionId),
    ...fieldValues(provider, settings),
  };
  try {
    return signAssertion(provider.assertion, values).token;
  } catch (cause) {
    if (!(cause instanceof AssertionKeyError || cause instanceof TemplateError)) throw cause;
    const message = `The integration "${row.uniqueKey}" cannot sign as its app. Enter the app's id and private key again.`;
    throw new ServiceError("integration_not_configured", message, { cause });
  }
}
