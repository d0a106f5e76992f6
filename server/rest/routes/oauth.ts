import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { readClientMetadata } from "@/server/connect/client-metadata";
import { beginAuthorization } from "@/server/connect/flow/begin";
import { finishAuthorization } from "@/server/connect/flow/finish";
import { connectPath, ENDPOINTS, resultPath } from "@/wire/endpoints";
import {
  BeginOAuthInput,
  BeginOAuthQuery,
  CallbackPath,
  CallbackQuery,
  ClientMetadata,
  Connected,
  FlowPath,
  OAuthStarted,
  StartOAuthQuery,
} from "@/wire/flows";
import { openToAll, sessionInQuery } from "../auth";
import { navigation, setFlowCookie } from "../navigation";
import { searchOf } from "../query";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";
import type { RestEnv } from "../types";

const start = createRoute({
  method: "get",
  path: `${ENDPOINTS.startOAuth}/{providerConfigKey}`,
  operationId: "startOAuth",
  tags: ["Authorization"],
  summary: "Start an OAuth flow with a redirect",
  description:
    "Redirects a browser to the Connect UI, where the end user confirms. Redirects any other client to the provider, and sets the flow's cookie.",
  middleware: sessionInQuery(beginAuthorization),
  request: { params: FlowPath, query: StartOAuthQuery },
  responses: {
    302: { description: "Redirect to the provider." },
    303: { description: "In a browser: redirect to the Connect UI, or to the page that shows the error." },
    ...commonErrors,
  },
});

const begin = createRoute({
  method: "post",
  path: `${ENDPOINTS.startOAuth}/{providerConfigKey}`,
  operationId: "beginOAuth",
  tags: ["Authorization"],
  summary: "Start an OAuth flow from a page",
  description: "Sets the flow's cookie in this browser. Then navigate the browser to `authorization_url`.",
  middleware: sessionInQuery(beginAuthorization),
  request: {
    params: FlowPath,
    query: BeginOAuthQuery,
    body: jsonInput(BeginOAuthInput, "What the end user entered.", "endUser"),
  },
  responses: { 200: jsonBody(OAuthStarted, "Where to send the browser."), ...commonErrors },
});

const callback = createRoute({
  method: "get",
  path: `${ENDPOINTS.callback}/{callbackId}`,
  operationId: "finishOAuth",
  tags: ["Authorization"],
  summary: "Finish an OAuth flow",
  description:
    "The provider sends the browser to this URL. Register it at the provider; the dashboard shows it. Keyhold rejects calls without the flow's state and cookie.",
  middleware: openToAll("single-use state and the flow's cookie decide"),
  request: {
    params: CallbackPath,
    query: CallbackQuery,
  },
  responses: {
    200: jsonBody(Connected, "The connection."),
    303: { description: "In a browser: redirect to the page that shows the result." },
    ...commonErrors,
  },
});

const sharedCallback = {
  ...callback,
  path: ENDPOINTS.callback,
  operationId: "finishOAuthShared",
  summary: "Finish an OAuth flow at the shared redirect URI",
  request: { query: CallbackQuery },
} as const;

const clientMetadata = createRoute({
  method: "get",
  path: "/oauth/client-metadata/{callbackId}",
  operationId: "readClientMetadata",
  tags: ["Authorization"],
  summary: "Get an integration's client ID metadata document",
  description: "The URL of this document is the client ID at authorization servers that support such documents (MCP).",
  middleware: openToAll("authorization servers read it"),
  request: { params: CallbackPath },
  responses: { 200: jsonBody(ClientMetadata, "The document."), ...commonErrors },
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

function toBeginInput(integrationKey: string, { params = {}, authorization_params = {}, user_scope }: BeginOAuthInput) {
  return { integrationKey, params, authorizationParams: authorization_params, userScope: user_scope };
}

const routes = restRouter();
routes.use("/oauth/*", navigation);

/** The OAuth flow, to the provider and back. */
export const oauth = routes
  .openapi(clientMetadata, async (c) => c.json(await readClientMetadata(c.req.valid("param").callbackId), 200))
  .openapi(start, async (c) => {
    const { providerConfigKey } = c.req.valid("param");
    const { connect_session_token: token, ...query } = c.req.valid("query");
    if (c.get("isNavigation") && token !== undefined) {
      return c.redirect(connectPath({ token, integration: providerConfigKey }), 303);
    }
    const input = toBeginInput(providerConfigKey, query);
    const { authorizationUrl, cookie } = await beginAuthorization(c.get("ctx"), c.get("session"), input);
    setFlowCookie(c, cookie);
    return c.redirect(authorizationUrl, 302);
  })
  .openapi(begin, async (c) => {
    const input = toBeginInput(c.req.valid("param").providerConfigKey, c.req.valid("json"));
    const { authorizationUrl, cookie } = await beginAuthorization(c.get("ctx"), c.get("session"), input);
    setFlowCookie(c, cookie);
    return c.json({ data: { authorization_url: authorizationUrl } }, 200);
  })
  .openapi(callback, finish)
  .openapi(sharedCallback, finish);
