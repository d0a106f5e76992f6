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
  /** The connection's own address, which takes the place of both of the environment's. */
  urlOverride?: string | null;
}

/** Puts an event and its deliveries into the outbox, in the transaction of the change it tells of. */
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

/** What an `auth` webhook tells of a connection. */
export interface AuthEvent {
  type: string;
  subjectId?: string;
  connectionId: string;
  providerConfigKey: string;
  authMode: string;
  provider: string;
  operation: AuthWebhook["operation"];
  tags: Record<string, string>;
  endUser: Record<string, unknown> | null;
  urlOverride: string | null;
  error?: { type: string; description: string };
}

function endUserOf(stored: AuthEvent["endUser"]): AuthWebhook["endUser"] {
  if (!stored) return undefined;
  const { id, email, tags, organization } = stored as {
    id: string;
    email?: string;
    tags?: Record<string, string>;
    organization?: { id: string };
  };
  return { endUserId: id, endUserEmail: email ?? null, organizationId: organization?.id ?? null, tags: tags ?? {} };
}

/** Queues an `auth` webhook in the wire protocol's shape, unless the environment switched it off. */
export async function queueAuthEvent(tx: Tx, ctx: Ctx, event: AuthEvent): Promise<number> {
  const { settings, name } = await readEnvironment(ctx, tx);
  if (event.operation === "creation" && !settings.onAuthCreation) return 0;
  if (event.operation === "refresh" && !settings.onAuthRefreshError) return 0;
  const endUser = endUserOf(event.endUser);
  const payload: AuthWebhook = {
    from: "nango",
    type: "auth",
    connectionId: event.connectionId,
    providerConfigKey: event.providerConfigKey,
    authMode: event.authMode,
    provider: event.provider,
    environment: name,
    operation: event.operation,
    success: event.error === undefined,
    ...(Object.keys(event.tags).length > 0 && { tags: event.tags }),
    ...(endUser && { endUser }),
    ...(event.error && { error: event.error }),
  };
  const { type, subjectId, urlOverride } = event;
  return queueEvent(tx, ctx, { type, ...(subjectId && { subjectId }), payload, urlOverride });
}
