import { endGrant, lockLiveGrants } from "./grants";
import { inLabTransaction, type Lab, type Queryable } from "./lab";
import { type LedgerSubject, recordInLedger } from "./ledger";
import { fingerprintOf } from "./secrets";

export type RevokedBy = "client" | "control" | "code_reuse" | "refresh_reuse";

/** Revokes a grant and its tokens, with a ledger entry for each token that was still valid. */
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

/** Revokes all grants of a connection, as when a user removes the app in the provider's settings. */
export function revokeConnection(lab: Lab, connection: string): Promise<number> {
  return inLabTransaction(lab, async (tx) => {
    const grants = await lockLiveGrants(tx, connection);
    for (const grant of grants) await revokeAll(lab, tx, grant, "control");
    return grants.length;
  });
}
