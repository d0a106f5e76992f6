import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { z } from "zod";
import { readClientMetadata } from "@/server/connect/client-metadata";
import { beginAuthorization } from "@/server/connect/flow/begin";
import { finishAuthorization } from "@/server/connect/flow/finish";
import { connectPath, ENDPOINTS, resultPath } from "@/wire/endpoints";
import { openToAll, sessionInQuery } from "../auth";
import { AuthorizationParams, Connected, FlowPath, Params, SessionTokenQuery, UserScope } from "../flow-input";
import { navigation, setFlowCookie } from "../navigation";
import { searchOf } from "../query";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";
import type { RestEnv } from "../types";

const StartQuery = z.strictObject({
  connect_session_token: SessionTokenQuery,
  params: Params,
  authorization_params: AuthorizationParams,
  user_scope: UserScope,
  ws_client_id: z.string().max(255).optional().describe("Sent by the published frontend SDK; read by its pop-up flow."),
});

const StartInput = z.strictObject({ params: Params, authorization_params: AuthorizationParams, user_scope: UserScope });

const Started = z.strictObject({
  data: z
    .strictObject({ authorization_url: z.url().describe("Send the browser there.") })
    .describe("The flow that has begun."),
});

const start = createRoute({
  method: "get",
  path: `${ENDPOINTS.startOAuth}/{providerConfigKey}`,
  operationId: "startOAuth",
  tags: ["Authorization"],
  summary: "Send a browser to the provider",
  description:
    "A browser sees the Connect UI first and confirms there. A program gets the redirect to the provider, with the flow's cookie.",
  middleware: sessionInQuery(),
  request: { params: FlowPath, query: StartQuery },
  responses: {
    302: { description: "To the provider." },
    303: { description: "A browser: to the Connect UI, or to the page that says what went wrong." },
    ...commonErrors,
  },
});

const begin = createRoute({
  method: "post",
  path: `${ENDPOINTS.startOAuth}/{providerConfigKey}`,
  operationId: "beginOAuth",
  tags: ["Authorization"],
  summary: "Begin an OAuth flow from a page",
  description: "Sets the flow's cookie in this browser; then navigate to `authorization_url`.",
  middleware: sessionInQuery(),
  request: {
    params: FlowPath,
    query: z.strictObject({ connect_session_token: SessionTokenQuery }),
    body: jsonInput(StartInput, "What the end user filled in.", "endUser"),
  },
  responses: { 200: jsonBody(Started, "Where to send the browser."), ...commonErrors },
});

const callback = createRoute({
  method: "get",
  path: `${ENDPOINTS.callback}/{callbackId}`,
  operationId: "finishOAuth",
  tags: ["Authorization"],
  summary: "Where providers send browsers back to",
  description:
    "Register this address, as the dashboard shows it, at the provider. Calls without the flow's state and cookie are refused.",
  middleware: openToAll("single-use state and the flow's cookie decide"),
  request: {
    params: z.strictObject({ callbackId: z.string().max(255).describe("Names the integration.") }),
    query: z.looseObject({
      state: z.string().max(4096).optional().describe("As it was sent to the provider."),
      code: z.string().max(8192).optional().describe("Authorization code."),
    }),
  },
  responses: {
    200: jsonBody(Connected, "A program: the connection."),
    303: { description: "A browser: to the page that says how it went." },
    ...commonErrors,
  },
});

const sharedCallback = {
  ...callback,
  path: ENDPOINTS.callback,
  operationId: "finishOAuthShared",
  summary: "The same for apps that registered one address for all integrations",
  request: { query: callback.request.query },
} as const;

const clientMetadata = createRoute({
  method: "get",
  path: "/oauth/client-metadata/{callbackId}",
  operationId: "readClientMetadata",
  tags: ["Authorization"],
  summary: "The client-id metadata document of an integration",
  description: "Its address is the client id at authorization servers that take such documents (MCP).",
  middleware: openToAll("authorization servers read it"),
  request: { params: z.strictObject({ callbackId: z.string().max(255).describe("Names the integration.") }) },
  responses: { 200: jsonBody(z.record(z.string(), z.unknown()), "The document."), ...commonErrors },
});

async function finish(c: Context<RestEnv>): Promise<Response> {
  const outcome = await finishAuthorization({
    callbackPath: c.req.path,
    params: new URLSearchParams(searchOf(c.req.url)),
    readCookie: (name) => getCookie(c, name),
  });
  if (c.get("isNavigation") && outcome.attemptId !== null) return c.redirect(resultPath(outcome.attemptId), 303);
  if (!outcome.ok) throw outcome.error;
  const { connectionId, providerConfigKey } = outcome;
  return c.json({ connectionId, providerConfigKey }, 200);
}

const routes = restRouter();
routes.use("/oauth/*", navigation);

/** The trip to an OAuth provider and back. */
export const oauth = routes
  .openapi(clientMetadata, async (c) => c.json(await readClientMetadata(c.req.valid("param").callbackId), 200))
  .openapi(start, async (c) => {
    const { providerConfigKey } = c.req.valid("param");
    const { connect_session_token: token, params = {}, authorization_params = {}, user_scope } = c.req.valid("query");
    if (c.get("isNavigation") && token !== undefined) {
      return c.redirect(connectPath({ token, integration: providerConfigKey }), 303);
    }
    const input = {
      integrationKey: providerConfigKey,
      params,
      authorizationParams: authorization_params,
      userScope: user_scope,
    };
    const { authorizationUrl, cookie } = await beginAuthorization(c.get("ctx"), c.get("session"), input);
    setFlowCookie(c, cookie);
    return c.redirect(authorizationUrl, 302);
  })
  .openapi(begin, async (c) => {
    const { params = {}, authorization_params = {}, user_scope } = c.req.valid("json");
    const integrationKey = c.req.valid("param").providerConfigKey;
    const input = { integrationKey, params, authorizationParams: authorization_params, userScope: user_scope };
    const { authorizationUrl, cookie } = await beginAuthorization(c.get("ctx"), c.get("session"), input);
    setFlowCookie(c, cookie);
    return c.json({ data: { authorization_url: authorizationUrl } }, 200);
  })
  .openapi(callback, finish)
  .openapi(sharedCallback, finish);
