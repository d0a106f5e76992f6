import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { open } from "@/server/crypto";
import { db, inTransaction, recordAudit } from "@/server/db";
import { issueSigningKey } from "./issue-signing-key";
import { signatureHeaders } from "./sign";

/** How long an old key keeps signing beside the new one, so that receivers can change over without a lost webhook. */
const OVERLAP_MS = 24 * 60 * 60 * 1000;

/** The environment's living signing keys, newest first. */
async function livingSecrets(environmentId: string): Promise<string[]> {
  const rows = await db().webhookSigningKey.findMany({
    where: { environmentId, OR: [{ retiredAt: null }, { retiredAt: { gt: new Date() } }] },
    orderBy: [{ retiredAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
  });
  const secrets = rows.map((row) =>
    open(row.secret, { environmentId, table: "WebhookSigningKey", rowId: row.id, field: "secret" }),
  );
  return (await Promise.all(secrets)).map(String);
}

/** Signs a body with the environment's keys, now. */
export async function sign(environmentId: string, eventId: string, body: string): Promise<Record<string, string>> {
  return signatureHeaders(eventId, Math.floor(Date.now() / 1000), body, await livingSecrets(environmentId));
}

/** Shows the current signing key. The look is recorded. */
export const revealSigningKey = verb(
  "webhook_signing_key:reveal",
  async (ctx: Ctx): Promise<{ signingKey: string }> => {
    const [signingKey = ""] = await livingSecrets(ctx.environmentId);
    await inTransaction((tx) => recordAudit(tx, ctx, { action: "webhook_signing_key.revealed" }));
    return { signingKey };
  },
);

/** Makes a new signing key. The old one signs beside it for a day. */
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
