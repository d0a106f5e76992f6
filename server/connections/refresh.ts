import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import type { Connection } from "@/wire/connections";
import type { ReadConnection } from "@/wire/verb-input";
import { readConnection } from "./read";

/**
 * Refreshes a connection now, even if its credentials are still valid, and returns it.
 * `credentials` is `{}` if the caller may refresh but not read credentials.
 * @throws ServiceError as `getConnection`.
 */
export const refreshConnection = verb(
  "connections:refresh",
  (ctx: Ctx, input: ReadConnection): Promise<Connection> => readConnection(ctx, input, { force: true }),
);
