import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import type { Connection } from "@/wire/connections";
import type { ReadConnection } from "@/wire/verb-input";
import { readConnection } from "./read";

/**
 * Gets new credentials from the provider now, even if the old ones are still valid, and returns the connection with them.
 * `credentials` is `{}` for who may refresh but not read credentials.
 * @throws ServiceError as `getConnection`.
 */
export const refreshConnection = verb(
  "connections:refresh",
  (ctx: Ctx, input: ReadConnection): Promise<Connection> => readConnection(ctx, input, { force: true }),
);
