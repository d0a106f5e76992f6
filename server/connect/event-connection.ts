import type { Prisma } from "@/server/db";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import type { EventConnection } from "@/server/webhooks/queue-event";
import { authModeOf } from "@/wire/schemes";
import type { SessionRecord } from "./session/record";

/** Returns a session's end user in the form that a connection stores. Null: the session has no end user. */
export function endUserOf(session: SessionRecord): Prisma.JsonObject | null {
  const endUser = session.endUser as Prisma.JsonObject | null;
  return endUser && { ...endUser, ...(session.organization !== null && { organization: session.organization }) };
}

/** Returns the connection that a session creates or fails to create, as webhooks describe it. */
export function eventConnection(attempt: {
  session: SessionRecord;
  integration: IntegrationRow;
  connectionId: string;
}): EventConnection {
  const { session, integration, connectionId } = attempt;
  return {
    connectionId,
    uniqueKey: integration.uniqueKey,
    provider: integration.provider,
    authMode: authModeOf(providerOf(integration)),
    tags: session.tags as Record<string, string>,
    endUser: endUserOf(session),
    webhookUrlOverride: session.webhookUrlOverride,
  };
}
