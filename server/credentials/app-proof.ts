import type { ConnectionRow } from "@/server/connections/record";
import type { Ctx } from "@/server/core/ctx";
import { findIntegration, openSettings, providerOf } from "@/server/integrations/record";
import { signAssertion } from "@/server/schemes/signed";
import { fieldValues, runtimeValues, textsOf } from "@/server/schemes/values";

/** An app's own proof, signed now: with it a backend speaks as the app, not as one installation. Null: it is no app. */
export async function appProof(ctx: Ctx, row: ConnectionRow): Promise<string | null> {
  const provider = providerOf(row);
  if (provider.scheme !== "app_installation") return null;
  const settings = await openSettings(await findIntegration(ctx, row.uniqueKey));
  const values = {
    ...textsOf(row.connectionConfig),
    ...runtimeValues(row.connectionId),
    ...fieldValues(provider, settings),
  };
  return signAssertion(provider.assertion, values).token;
}
