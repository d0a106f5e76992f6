import { lookupHash } from "@/server/crypto";
import type { SessionRecord } from "./session/record";

/** Identifies the session's customer by the most permanent ID, so that a reconnect gets the same external ID. */
function customerOf({ id, endUser, organization }: SessionRecord): string {
  const named = (value: unknown) => (value as { id?: string } | null)?.id;
  return named(organization) ?? named(endUser) ?? id;
}

/** Returns the external ID for the trust policy of a customer's AWS role. It is unique to the customer and can't be guessed. */
export async function externalIdOf(integration: { id: string }, session: SessionRecord): Promise<string> {
  const hash = await lookupHash("external-id", `${integration.id}:${customerOf(session)}`);
  return `kh-${Buffer.from(hash).toString("hex").slice(0, 32)}`;
}
