import { lookupHash } from "@/server/crypto";
import type { SessionRecord } from "./session/record";

/** Who a session connects, by the steadiest name there is: the same person gets the same external id on a reconnect. */
function customerOf({ id, endUser, organization }: SessionRecord): string {
  const named = (value: unknown) => (value as { id?: string } | null)?.id;
  return named(organization) ?? named(endUser) ?? id;
}

/** The id a customer writes into the trust policy of their AWS role: theirs alone, and nothing others could guess. */
export async function externalIdOf(integration: { id: string }, session: SessionRecord): Promise<string> {
  const hash = await lookupHash("external-id", `${integration.id}:${customerOf(session)}`);
  return `kh-${Buffer.from(hash).toString("hex").slice(0, 32)}`;
}
