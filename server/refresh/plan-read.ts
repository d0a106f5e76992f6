/** The columns that decide how a credential is read. */
export interface Readable {
  /** When the row was read, by the database's clock. */
  readAt: Date;
  expiresAt: Date | null;
  refreshDueAt: Date | null;
  health: string;
}

/** `serve`: return it; `serve_and_wake`: return it and start a refresh; `wait`: refresh first; `refuse`: the end user must reconnect. */
export type ReadPlan = "serve" | "serve_and_wake" | "wait" | "refuse";

const LOST = new Set(["needs_reconnect", "interrupted"]);

/** Whether the token hasn't expired. */
export function isValid({ expiresAt, readAt }: Readable): boolean {
  return expiresAt === null || expiresAt > readAt;
}

/**
 * How to read a credential. A valid token is always served, even while its refresh is failing. Only an expired one waits.
 * @param options `canRefresh`: whether it can be refreshed without the end user.
 */
export function planRead(row: Readable, { force, canRefresh }: { force: boolean; canRefresh: boolean }): ReadPlan {
  if (force && canRefresh) return "wait";
  if (isValid(row)) return row.refreshDueAt !== null && row.refreshDueAt <= row.readAt ? "serve_and_wake" : "serve";
  return canRefresh && !LOST.has(row.health) ? "wait" : "refuse";
}
