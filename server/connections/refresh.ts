import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { freshCredentials } from "@/server/refresh/fresh-credentials";
import { findConnectionRow } from "@/server/vault/connection";
import type { ConnectionRef } from "@/wire/connections";

/**
 * Gets new credentials from the provider now, without showing them.
 * @throws ServiceError as `getConnection`.
 */
export const refreshConnection = verb("connections:refresh", async (ctx: Ctx, ref: ConnectionRef): Promise<void> => {
  await freshCredentials(ctx, await findConnectionRow(ctx, ref), { force: true });
});
