import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { invalidField, ServiceError } from "@/server/core/errors";
import { inTransaction, isUniqueViolation } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { ApiKeyItem, CreateApiKeyInput } from "@/wire/api-keys";
import { issueApiKey } from "./issue";

const MAX_KEYS = 50;

/** Makes an API key. @returns the key itself too: in a production environment this is its one chance to be seen. */
export const createApiKey = verb(
  "api_keys:create",
  async (ctx: Ctx, input: CreateApiKeyInput): Promise<{ item: ApiKeyItem; token: string }> => {
    try {
      return await inTransaction(async (tx) => {
        if ((await tx.apiKey.count({ where: { environmentId: ctx.environmentId } })) >= MAX_KEYS) {
          throw new ServiceError(
            "resource_capped",
            `An environment has at most ${MAX_KEYS} API keys. Delete one first.`,
          );
        }
        const { isProduction } = await readEnvironment(ctx, tx);
        const made = await issueApiKey(tx, ctx, { ...input, isProduction });
        if (!isProduction) return made;
        await tx.apiKey.update({
          where: { id: made.item.id, environmentId: ctx.environmentId },
          data: { token: null },
        });
        return { ...made, item: { ...made.item, canReveal: false } };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw invalidField(
        ["name"],
        "A key of this name already exists in this environment. Choose another name.",
        "conflict",
      );
    }
  },
);
