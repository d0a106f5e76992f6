import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import type { Connection } from "@/wire/connections";
import type { ReadConnection } from "@/wire/verb-input";
import { readConnection } from "./read";

/**
 * Returns a connection with valid credentials. Refreshes an expired token first.
 * `credentials` is `{}` if the caller may not read credentials.
 * @throws ServiceError `unknown_provider_config` (400), `not_found` (404), `invalid_credentials`, `integration_client_refused`,
 *   `installation_pending`, `missing_scope` (424: a person must act), `provider_unavailable`, `provider_rate_limited`, `refresh_pending` (503: try again).
 */
export const getConnection = verb(
  "connections:read",
  (ctx: Ctx, input: ReadConnection): Promise<Connection> => readConnection(ctx, input),
);
