import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { inTransaction, recordAudit } from "@/server/db";
import type { ConnectionRef } from "@/wire/connections";
import { getConnection } from "./get";

/** Returns the credentials of a connection to a member of the team. Each call is recorded in the audit log. */
export const revealCredentials = verb(
  "connections:read_credentials",
  async (ctx: Ctx, ref: ConnectionRef): Promise<{ credentials: Record<string, unknown> }> => {
    const connection = await getConnection(ctx, { ...ref, withRefreshToken: true });
    await inTransaction((tx) =>
      recordAudit(tx, ctx, { action: "connection.credentials_revealed", detail: { ...ref } }),
    );
    return { credentials: connection.credentials };
  },
);
