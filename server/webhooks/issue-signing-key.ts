import { randomBytes } from "node:crypto";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { seal } from "@/server/crypto";
import type { Tx } from "@/server/db";

/** Creates a webhook signing key: `whsec_` and 24 random bytes in base64, as Standard Webhooks specifies. */
export async function issueSigningKey(tx: Tx, ctx: Ctx): Promise<string> {
  const id = newId("whk");
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const place = { environmentId: ctx.environmentId, table: "WebhookSigningKey", rowId: id, field: "secret" };
  await tx.webhookSigningKey.create({
    data: { id, environmentId: ctx.environmentId, secret: await seal(secret, place, tx) },
  });
  return secret;
}
