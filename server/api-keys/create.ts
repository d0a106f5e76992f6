import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { invalidField, ServiceError } from "@/server/core/errors";
import { inTransaction, isUniqueViolation } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { ApiKeyItem, CreateApiKeyInput } from "@/wire/api-keys";
import { issueApiKey } from "./issue";

const MAX_KEYS = 50;

/** Creates an API key. @returns its token too: in a production environment it is shown only now. */
export const createApiKey = verb(
  "api_keys:create",
  async (ctx: Ctx, input: CreateApiKeyInput): Promise<{ item: ApiKeyItem; token: string }> => {
    try {
      return await inTransaction(async (tx) => {
        if ((await tx.apiKey.count({ where: { environmentId: ctx.environmentId } })) >= MAX_KEYS) {
          throw new ServiceError(
            "resource_capped",
            `An environment can have at most ${MAX_KEYS} API keys. Delete one first.`,
          );
        }
        const { isProduction } = await readEnvironment(ctx, tx);
        const issued = await issueApiKey(tx, ctx, { ...input, isProduction });
        if (!isProduction) return issued;
        await tx.apiKey.update({
          where: { id: issued.item.id, environmentId: ctx.environmentId },
          data: { token: null },
        });
        return { ...issued, item: { ...issued.item, canReveal: false } };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw invalidField(
        ["name"],
        "This environment already has a key with this name. Choose another name.",
        "conflict",
      );
    }
  },
);
