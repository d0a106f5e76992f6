import { createConnectSession } from "@/server/connect/session/create";
import { createReconnectSession } from "@/server/connect/session/reconnect";
import { readCalendar } from "@/server/connections/calendar";
import { deleteConnection } from "@/server/connections/delete";
import { describeConnection, timeline } from "@/server/connections/describe";
import { getConnection } from "@/server/connections/get";
import { listConnections } from "@/server/connections/list";
import { revealCredentials } from "@/server/connections/reveal";
import { CalendarQuery } from "@/wire/calendar";
import { CreateLinkInput } from "@/wire/connect-sessions";
import { ConnectionRef, ListConnectionsQuery } from "@/wire/connections";
import { environmentProcedure, router } from "../init";

export const connections = router({
  list: environmentProcedure.input(ListConnectionsQuery).query(({ ctx, input }) => listConnections(ctx.service, input)),
  get: environmentProcedure.input(ConnectionRef).query(({ ctx, input }) => describeConnection(ctx.service, input)),
  calendar: environmentProcedure.input(CalendarQuery).query(({ ctx, input }) => readCalendar(ctx.service, input)),
  timeline: environmentProcedure.input(ConnectionRef).query(({ ctx, input }) => timeline(ctx.service, input)),
  credentials: environmentProcedure
    .input(ConnectionRef)
    .mutation(({ ctx, input }) => revealCredentials(ctx.service, input)),
  refresh: environmentProcedure.input(ConnectionRef).mutation(async ({ ctx, input }) => {
    const { connectionId, providerConfigKey } = input;
    await getConnection(ctx.service, { connectionId, provider_config_key: providerConfigKey, force_refresh: true });
  }),
  delete: environmentProcedure.input(ConnectionRef).mutation(({ ctx, input }) => deleteConnection(ctx.service, input)),
});

export const connectSessions = router({
  create: environmentProcedure.input(CreateLinkInput).mutation(({ ctx, input }) =>
    createConnectSession(ctx.service, {
      end_user: { id: input.endUserId, email: input.endUserEmail, display_name: input.endUserDisplayName },
      allowed_integrations: input.integrationKey ? [input.integrationKey] : [],
    }),
  ),
  reconnect: environmentProcedure.input(ConnectionRef).mutation(({ ctx, input }) =>
    createReconnectSession(ctx.service, {
      connection_id: input.connectionId,
      integration_id: input.providerConfigKey,
    }),
  ),
});
