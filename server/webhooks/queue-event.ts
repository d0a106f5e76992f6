import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import type { Prisma, Tx } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import type { AuthWebhook } from "@/wire/webhooks";
import { announceDeliveries } from "./lane";

interface NewEvent {
  type: string;
  subjectId?: string;
  payload: Prisma.InputJsonObject;
  /** The connection's own URL, which replaces the environment's endpoints. */
  urlOverride?: string | null;
}

/** Writes an event and its deliveries to the outbox, in the transaction of the change. @returns the number of deliveries. */
export async function queueEvent(tx: Tx, ctx: Ctx, event: NewEvent): Promise<number> {
  const { environmentId } = ctx;
  const id = newId("evt");
  const { type, subjectId, payload, urlOverride } = event;
  await tx.event.create({ data: { id, environmentId, type, subjectId: subjectId ?? null, payload } });
  const endpoints: { id: string | null; url: string }[] = urlOverride
    ? [{ id: null, url: urlOverride }]
    : await tx.webhookEndpoint.findMany({ where: { environmentId }, select: { id: true, url: true } });
  if (endpoints.length === 0) return 0;
  const deliveries = endpoints.map(({ id: endpointId, url }) => {
    return { id: newId("dlv"), environmentId, eventId: id, endpointId, url, nextAttemptAt: ctx.now() };
  });
  await tx.delivery.createMany({ data: deliveries });
  await announceDeliveries(tx, deliveries);
  return deliveries.length;
}

/** The connection of an `auth` webhook. A connection row has these fields. */
export interface EventConnection {
  /** Internal ID. Absent: no connection was stored. */
  id?: string;
  connectionId: string;
  uniqueKey: string;
  provider: string;
  authMode: string;
  tags: Record<string, string>;
  endUser: Record<string, unknown> | null;
  webhookUrlOverride: string | null;
}

/** What happened to the connection. */
export interface AuthEvent {
  type: string;
  operation: AuthWebhook["operation"];
  error?: { type: string; description: string };
}

function endUserOf(stored: EventConnection["endUser"]): AuthWebhook["endUser"] {
  if (!stored) return undefined;
  const { id, email, tags, organization } = stored as {
    id: string;
    email?: string;
    tags?: Record<string, string>;
    organization?: { id: string };
  };
  return { endUserId: id, endUserEmail: email ?? null, organizationId: organization?.id ?? null, tags: tags ?? {} };
}

/** Returns an `auth` webhook in the wire protocol's shape. */
function authEvent(environment: string, connection: EventConnection, { operation, error }: AuthEvent): AuthWebhook {
  const { connectionId, uniqueKey, authMode, provider, tags } = connection;
  const endUser = endUserOf(connection.endUser);
  return {
    from: "nango",
    type: "auth",
    connectionId,
    providerConfigKey: uniqueKey,
    authMode,
    provider,
    environment,
    operation,
    success: error === undefined,
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(endUser && { endUser }),
    ...(error && { error }),
  };
}

/** Queues the webhook for an event of a connection, unless the environment turned it off. @returns the number of deliveries. */
export async function queueAuthEvent(tx: Tx, ctx: Ctx, connection: EventConnection, event: AuthEvent): Promise<number> {
  const { settings, name } = await readEnvironment(ctx, tx);
  if (event.operation === "creation" && !settings.onAuthCreation) return 0;
  if (event.operation === "refresh" && !settings.onAuthRefreshError) return 0;
  const { id, webhookUrlOverride: urlOverride } = connection;
  const payload = authEvent(name, connection, event);
  return queueEvent(tx, ctx, { type: event.type, ...(id !== undefined && { subjectId: id }), payload, urlOverride });
}
