/** What decides how a credential is read. */
export interface Readable {
  /** When it was read, by the database's clock. */
  readAt: Date;
  expiresAt: Date | null;
  refreshDueAt: Date | null;
  health: string;
}

/** `serve`: as it is; `serve_and_wake`: the same, and the worker is called; `wait`: for a renewal; `dead`: reconnect. */
export type ReadPlan = "serve" | "serve_and_wake" | "wait" | "dead";

const LOST = new Set(["needs_reconnect", "interrupted"]);

/** Whether a token still lives. */
export function isAlive({ expiresAt, readAt }: Readable): boolean {
  return expiresAt === null || expiresAt > readAt;
}

/**
 * Says how a credential is read: one that lives is always served, also while its renewal fails; only a dead one waits.
 * @param canRenew whether it can be renewed without its owner.
 */
export function planRead(row: Readable, { force, canRenew }: { force: boolean; canRenew: boolean }): ReadPlan {
  if (force && canRenew) return "wait";
  if (isAlive(row)) return row.refreshDueAt !== null && row.refreshDueAt <= row.readAt ? "serve_and_wake" : "serve";
  return canRenew && !LOST.has(row.health) ? "wait" : "dead";
}
