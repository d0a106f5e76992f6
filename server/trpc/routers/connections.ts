import { createConnectSession } from "@/server/connect/session/create";
import { createReconnectSession } from "@/server/connect/session/reconnect";
import { readCalendar } from "@/server/connections/calendar";
import { deleteConnection } from "@/server/connections/delete";
import { describeConnection, timeline } from "@/server/connections/describe";
import { listConnections } from "@/server/connections/list";
import { refreshConnection } from "@/server/connections/refresh";
import { revealCredentials } from "@/server/connections/reveal";
import { CalendarQuery } from "@/wire/calendar";
import { CreateLinkInput } from "@/wire/connect-sessions";
import { ConnectionRef, ListConnectionsQuery } from "@/wire/connections";
import { procedure, router } from "../init";

export const connections = router({
  list: procedure(listConnections)
    .input(ListConnectionsQuery)
    .query(({ ctx, input }) => listConnections(ctx.service, input)),
  get: procedure(describeConnection)
    .input(ConnectionRef)
    .query(({ ctx, input }) => describeConnection(ctx.service, input)),
  calendar: procedure(readCalendar)
    .input(CalendarQuery)
    .query(({ ctx, input }) => readCalendar(ctx.service, input)),
  timeline: procedure(timeline)
    .input(ConnectionRef)
    .query(({ ctx, input }) => timeline(ctx.service, input)),
  credentials: procedure(revealCredentials)
    .input(ConnectionRef)
    .mutation(({ ctx, input }) => revealCredentials(ctx.service, input)),
  refresh: procedure(refreshConnection)
    .input(ConnectionRef)
    .mutation(async ({ ctx, input }) => {
      await refreshConnection(ctx.service, input); // the credentials stay on the server
    }),
  delete: procedure(deleteConnection)
    .input(ConnectionRef)
    .mutation(({ ctx, input }) => deleteConnection(ctx.service, input)),
});

export const connectSessions = router({
  create: procedure(createConnectSession)
    .input(CreateLinkInput)
    .mutation(({ ctx, input }) =>
      createConnectSession(ctx.service, {
        endUser: { id: input.endUserId, email: input.endUserEmail, display_name: input.endUserDisplayName },
        allowedIntegrations: input.integrationKey ? [input.integrationKey] : [],
      }),
    ),
  reconnect: procedure(createReconnectSession)
    .input(ConnectionRef)
    .mutation(({ ctx, input }) => createReconnectSession(ctx.service, input)),
});
