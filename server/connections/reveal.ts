import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { inTransaction, recordAudit } from "@/server/db";
import type { ConnectionRef } from "@/wire/connections";
import { getConnection } from "./get";

/** Shows a connection's live credentials to a person. The look is recorded. */
export const revealCredentials = verb(
  "connections:read_credentials",
  async (ctx: Ctx, ref: ConnectionRef): Promise<{ credentials: Record<string, unknown> }> => {
    const connection = await getConnection(ctx, {
      connectionId: ref.connectionId,
      provider_config_key: ref.providerConfigKey,
      refresh_token: true,
    });
    await inTransaction((tx) =>
      recordAudit(tx, ctx, { action: "connection.credentials_revealed", detail: { ...ref } }),
    );
    return { credentials: connection.credentials };
  },
);
