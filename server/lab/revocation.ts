import { endGrant, lockLiveGrants } from "./grants";
import { inLabTransaction, type Lab, type Queryable } from "./lab";
import { type LedgerSubject, recordInLedger } from "./ledger";
import { fingerprintOf } from "./secrets";

export type RevokedBy = "client" | "control" | "code_reuse" | "refresh_reuse";

/** Ends a grant and all of its tokens, with an entry for each that was still good. */
export async function revokeAll(
  lab: Lab,
  tx: Queryable,
  grant: LedgerSubject & { id: string },
  by: RevokedBy,
): Promise<void> {
  for (const { kind, hash } of await endGrant(lab, tx, grant.id)) {
    await recordInLedger(lab, tx, grant, { event: "revoked", kind, fingerprint: fingerprintOf(hash), detail: { by } });
  }
}

/** Ends everything a connection holds, as when a person removes the app in the provider's settings. */
export function revokeConnection(lab: Lab, connection: string): Promise<number> {
  return inLabTransaction(lab, async (tx) => {
    const grants = await lockLiveGrants(tx, connection);
    for (const grant of grants) await revokeAll(lab, tx, grant, "control");
    return grants.length;
  });
}
