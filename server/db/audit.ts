import { createHash } from "node:crypto";
import { actorName, type Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { type JsonObject, sortedJson } from "@/server/core/json";
import type { Tx } from "./client";

/** A change worth remembering. `detail` never holds a secret. */
export interface AuditEntry {
  action: string;
  targetId?: string;
  detail?: JsonObject;
}

/** Hashes one row of the audit chain together with the hash before it. */
export function auditHash(previous: Uint8Array | null, row: JsonObject): Uint8Array<ArrayBuffer> {
  const hash = createHash("sha256")
    .update(previous ?? new Uint8Array(32))
    .update(sortedJson(row))
    .digest();
  return new Uint8Array(hash);
}

/** Appends to the environment's audit chain, inside the transaction of the change itself. */
export async function recordAudit(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void> {
  // One writer at a time per environment, until commit: the chain has no forks and no gaps.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`audit:${ctx.environmentId}`}, 0))`;
  const last = await tx.auditEvent.findFirst({
    where: { environmentId: ctx.environmentId },
    orderBy: { position: "desc" },
    select: { position: true, hash: true },
  });
  const row = {
    id: newId("aud"),
    environmentId: ctx.environmentId,
    position: (last?.position ?? 0) + 1,
    actor: actorName(ctx.actor),
    action: entry.action,
    targetId: entry.targetId ?? null,
    detail: entry.detail ?? {},
    at: ctx.now().toISOString(),
  };
  await tx.auditEvent.create({ data: { ...row, hash: auditHash(last?.hash ?? null, row) } });
}
