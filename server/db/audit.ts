import { createHash } from "node:crypto";
import { type AnyCtx, actorName } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { type JsonObject, sortedJson } from "@/server/core/json";
import type { Tx } from "./client";

/** A change to record. `detail` never has a secret. */
export interface AuditEntry {
  action: string;
  targetId?: string;
  detail?: JsonObject;
}

/** Hashes one row of the audit chain together with the previous hash. */
export function auditHash(previous: Uint8Array | null, row: JsonObject): Uint8Array<ArrayBuffer> {
  const hash = createHash("sha256")
    .update(previous ?? new Uint8Array(32))
    .update(sortedJson(row))
    .digest();
  return new Uint8Array(hash);
}

/** Whose chain a ctx writes to. */
function ownerOf({ environmentId, teamId }: AnyCtx): { teamId: string } | { environmentId: string } {
  return environmentId === null ? { teamId } : { environmentId };
}

/**
 * Appends to the audit chain of the ctx's environment or team, inside the transaction of the change itself.
 * A row contains only the ID of its owner, so rows of environments have the same hash as before teams had a chain.
 */
export async function recordAudit(tx: Tx, ctx: AnyCtx, entry: AuditEntry): Promise<void> {
  const owner = ownerOf(ctx);
  // One writer at a time per chain until commit, so the chain has no forks or gaps.
  const lock = `audit:${ctx.environmentId ?? ctx.teamId}`;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`;
  const last = await tx.auditEvent.findFirst({
    where: owner,
    orderBy: { position: "desc" },
    select: { position: true, hash: true },
  });
  const row = {
    id: newId("aud"),
    ...owner,
    position: (last?.position ?? 0) + 1,
    actor: actorName(ctx.actor),
    action: entry.action,
    targetId: entry.targetId ?? null,
    detail: entry.detail ?? {},
    at: ctx.now().toISOString(),
  };
  await tx.auditEvent.create({ data: { ...row, hash: auditHash(last?.hash ?? null, row) } });
}
