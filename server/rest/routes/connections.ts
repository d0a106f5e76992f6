import { createRoute } from "@hono/zod-openapi";
import { importConnection } from "@/server/connect/import";
import { deleteConnection } from "@/server/connections/delete";
import { getConnection } from "@/server/connections/get";
import { listConnections } from "@/server/connections/list";
import { refreshConnection } from "@/server/connections/refresh";
import type { Ctx } from "@/server/core/ctx";
import { Success } from "@/wire/common";
import {
  Connection,
  ConnectionList,
  ConnectionPath,
  DeleteConnectionQuery,
  GetConnectionQuery,
  ListConnectionsQuery,
} from "@/wire/connections";
import { ENDPOINTS } from "@/wire/endpoints";
import { ImportConnectionInput } from "@/wire/import-connection";
import { toImportedConnection, toReadConnection } from "@/wire/verb-input";
import { keyAuth } from "../auth";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";

const list = createRoute({
  method: "get",
  path: ENDPOINTS.connections,
  operationId: "listConnections",
  tags: ["Connections"],
  summary: "List connections",
  description: "Returns connections, newest first, without credentials.",
  middleware: keyAuth(listConnections),
  request: { query: ListConnectionsQuery },
  responses: { 200: jsonBody(ConnectionList, "A page of connections."), ...commonErrors },
});

const get = createRoute({
  method: "get",
  path: `${ENDPOINTS.connections}/{connectionId}`,
  operationId: "getConnection",
  tags: ["Connections"],
  summary: "Get a connection with valid credentials",
  description:
    "If the token is about to expire, Keyhold refreshes it first. `credentials` is `{}` when the API key doesn't have environment:connections:read_credentials.",
  middleware: keyAuth(getConnection),
  request: { params: ConnectionPath, query: GetConnectionQuery },
  responses: { 200: jsonBody(Connection, "The connection."), ...commonErrors },
});

const create = createRoute({
  method: "post",
  path: ENDPOINTS.connections,
  operationId: "importConnection",
  tags: ["Connections"],
  summary: "Import a connection",
  description:
    "Creates a connection from credentials you already have. If the connection exists, Keyhold replaces its credentials. Keyhold tests the credentials first if the provider supports it. Connections of session-login and signed-key schemes can't be imported; create a new connection instead.",
  middleware: keyAuth(importConnection),
  request: { body: jsonInput(ImportConnectionInput, "The connection.", "import") },
  responses: { 201: jsonBody(Connection, "The connection."), ...commonErrors },
});

const remove = createRoute({
  method: "delete",
  path: `${ENDPOINTS.connections}/{connectionId}`,
  operationId: "deleteConnection",
  tags: ["Connections"],
  summary: "Delete a connection and its credentials",
  description:
    "Keyhold revokes the tokens at the provider first if the provider supports it. The log shows the provider's response.",
  middleware: keyAuth(deleteConnection),
  request: { params: ConnectionPath, query: DeleteConnectionQuery },
  responses: { 200: jsonBody(Success, "The connection is deleted."), ...commonErrors },
});

const legacyList = { ...list, path: "/connection", operationId: "listConnectionsLegacy", deprecated: true } as const;
const legacyGet = {
  ...get,
  path: "/connection/{connectionId}",
  operationId: "getConnectionLegacy",
  deprecated: true,
} as const;

function read(ctx: Ctx, connectionId: string, query: GetConnectionQuery): Promise<Connection> {
  const run = query.force_refresh ? refreshConnection : getConnection;
  return run(ctx, toReadConnection(connectionId, query));
}

/** Connections, also under their older paths. */
export const connections = restRouter()
  .openapi(list, async (c) => c.json(await listConnections(c.get("ctx"), c.req.valid("query")), 200))
  .openapi(legacyList, async (c) => c.json(await listConnections(c.get("ctx"), c.req.valid("query")), 200))
  .openapi(get, async (c) =>
    c.json(await read(c.get("ctx"), c.req.valid("param").connectionId, c.req.valid("query")), 200),
  )
  .openapi(legacyGet, async (c) =>
    c.json(await read(c.get("ctx"), c.req.valid("param").connectionId, c.req.valid("query")), 200),
  )
  .openapi(create, async (c) =>
    c.json(await importConnection(c.get("ctx"), toImportedConnection(c.req.valid("json"))), 201),
  )
  .openapi(remove, async (c) => {
    const { connectionId } = c.req.valid("param");
    await deleteConnection(c.get("ctx"), { connectionId, providerConfigKey: c.req.valid("query").provider_config_key });
    return c.json({ success: true } as const, 200);
  });
