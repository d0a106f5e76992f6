import { loadProvider } from "@/providers/load";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { invalidField } from "@/server/core/errors";
import { newId } from "@/server/core/ids";
import { inTransaction, isUniqueViolation, recordAudit } from "@/server/db";
import { sealClientSecrets } from "@/server/vault/integration";
import { hasClient, type Integration } from "@/wire/integrations";
import type { NewIntegration } from "@/wire/verb-input";
import { checkCredentials, isEmpty, partSettings, secretsOf, toIntegration } from "./internal";

/** Splits comma-separated scopes. */
export function splitScopes(scopes: string | undefined): string[] {
  return scopes ? scopes.split(",") : [];
}

/** Creates an integration. @throws ServiceError `conflict` for a key in use, `invalid_body` for unsuitable credentials. */
export const createIntegration = verb(
  "integrations:create",
  async (ctx: Ctx, input: NewIntegration): Promise<Integration> => {
    const provider = loadProvider(input.provider);
    if (!provider)
      throw invalidField(["provider"], `The catalog has no provider "${input.provider}". See GET /providers.`);
    checkCredentials(provider, input.credentials, true);
    const place = { id: newId("int"), environmentId: ctx.environmentId };
    const { credentials } = input;
    const client = credentials && hasClient(credentials) ? credentials : undefined;
    const { settings, open } = partSettings(provider, input.config);
    const secrets = secretsOf(credentials, { settings });
    const sealed = isEmpty(secrets) ? null : await sealClientSecrets(place, secrets);
    try {
      return await inTransaction(async (tx) => {
        const row = await tx.integration.create({
          data: {
            ...place,
            uniqueKey: input.uniqueKey,
            provider: provider.slug,
            displayName: input.displayName ?? null,
            callbackId: input.callbackId ?? newId("cb"),
            clientId: client?.client_id ?? null,
            credentials: sealed,
            scopes: splitScopes(client?.scopes),
            forwardWebhooks: input.forwardWebhooks ?? true,
            settings: {
              integration_config: open,
              custom: input.custom ?? {},
              ...(input.isTestMode !== undefined && { test_mode: input.isTestMode }),
            },
          },
        });
        await recordAudit(tx, ctx, {
          action: "integration.created",
          targetId: row.id,
          detail: { provider: provider.slug },
        });
        return toIntegration(row);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const message = `The integration "${input.uniqueKey}" already exists in this environment. Choose another key.`;
      throw invalidField(["uniqueKey"], message, "conflict");
    }
  },
);
