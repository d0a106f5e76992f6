import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { open } from "@/server/crypto";
import { db, inTransaction, recordAudit } from "@/server/db";
import { issueSigningKey } from "./issue-signing-key";
import { signatureHeaders } from "./sign";

/** How long the old key still signs after a rotation, so that receivers can switch keys without losing webhooks. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** Returns the environment's active signing keys, newest first. */
async function activeSecrets(environmentId: string): Promise<string[]> {
  const rows = await db().webhookSigningKey.findMany({
    where: { environmentId, OR: [{ retiredAt: null }, { retiredAt: { gt: new Date() } }] },
    orderBy: [{ retiredAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
  });
  const secrets = rows.map((row) =>
    open(row.secret, { environmentId, table: "WebhookSigningKey", rowId: row.id, field: "secret" }),
  );
  return (await Promise.all(secrets)).map(String);
}

/** Returns the signature headers of a body, signed now with the environment's keys. */
export async function sign(environmentId: string, eventId: string, body: string): Promise<Record<string, string>> {
  return signatureHeaders(eventId, Math.floor(Date.now() / 1000), body, await activeSecrets(environmentId));
}

/** Returns the current signing key. Each call is recorded in the audit log. */
export const revealSigningKey = verb(
  "webhook_signing_key:reveal",
  async (ctx: Ctx): Promise<{ signingKey: string }> => {
    const [signingKey = ""] = await activeSecrets(ctx.environmentId);
    await inTransaction((tx) => recordAudit(tx, ctx, { action: "webhook_signing_key.revealed" }));
    return { signingKey };
  },
);

/** Creates a new signing key. The old key also signs for one more day. */
export const rotateSigningKey = verb(
  "webhook_signing_key:rotate",
  async (ctx: Ctx): Promise<{ signingKey: string }> => {
    return inTransaction(async (tx) => {
      const { environmentId } = ctx;
      const retiredAt = new Date(ctx.now().getTime() + OVERLAP_MS);
      await tx.webhookSigningKey.updateMany({ where: { environmentId, retiredAt: null }, data: { retiredAt } });
      const signingKey = await issueSigningKey(tx, ctx);
      await recordAudit(tx, ctx, { action: "webhook_signing_key.rotated" });
      return { signingKey };
    });
  },
);
