import type { Lab, Queryable } from "./lab";

export type LedgerEvent = "authorized" | "denied" | "issued" | "refreshed" | "used" | "revoked" | "refused";
export type LedgerKind = "code" | "access" | "refresh" | "api_key" | "basic";

export interface LedgerEntry {
  event: LedgerEvent;
  kind?: LedgerKind;
  fingerprint?: string;
  detail?: Record<string, string | number | boolean | null>;
}

/** The grant or connection of an entry. */
export interface LedgerSubject {
  connection: string | null;
  id?: string;
}

/** Appends an entry to the ledger. */
export async function recordInLedger(
  lab: Lab,
  db: Queryable,
  subject: LedgerSubject,
  entry: LedgerEntry,
): Promise<void> {
  const { event, kind = null, fingerprint = null, detail = {} } = entry;
  await db.query(
    `insert into "LabLedger" ("at", "connection", "grantId", "event", "kind", "fingerprint", "detail")
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [lab.now(), subject.connection, subject.id ?? null, event, kind, fingerprint, JSON.stringify(detail)],
  );
}

interface LedgerRow extends Required<LedgerEntry> {
  at: Date;
}

/** Returns the last entries of a connection, newest last. */
export async function readLedger(lab: Lab, connection: string, limit: number): Promise<LedgerRow[]> {
  const { rows } = await lab.pool().query<LedgerRow>(
    `select "at", "event", "kind", "fingerprint", "detail" from "LabLedger"
     where "connection" = $1 order by "id" desc limit $2`,
    [connection, limit],
  );
  return rows.reverse();
}
