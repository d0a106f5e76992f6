import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { connectDirectly } from "@/server/connect/form/connect";
import { FORM_ENDPOINTS, type FormMode } from "@/wire/endpoints";
import { Connected, FlowPath, FormQuery } from "@/wire/flows";
import { FORM_CREDENTIALS } from "@/wire/form-credentials";
import { sessionInQuery } from "../auth";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";
import type { SessionEnv } from "../types";

type Fieldset = Record<string, string>;

/** A way to connect with a form: its name on the wire, and how its body is read. */
interface DirectRoute {
  operationId: string;
  authMode: FormMode;
  summary: string;
  description: string;
  fields?: (body: Record<string, unknown>) => Fieldset;
  /** Fields of the body that are variables of the connection. */
  params?: readonly string[];
}

function textsIn(body: Record<string, unknown>): Fieldset {
  return Object.fromEntries(
    Object.entries(body).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** The fields of a login. `type` repeats the route, and `assertionOption` contains further fields. */
function loginFields({ type: _type, assertionOption, ...body }: Record<string, unknown>): Fieldset {
  return { ...textsIn(body), ...(assertionOption as Fieldset | undefined) };
}

const TRIED =
  "Keyhold tests the credentials first if the provider supports it. It doesn't store credentials that fail.";
const ROUTES: DirectRoute[] = [
  {
    operationId: "connectApiKey",
    authMode: "API_KEY",
    summary: "Connect with an API key",
    description: TRIED,
  },
  {
    operationId: "connectBasic",
    authMode: "BASIC",
    summary: "Connect with a username and password",
    description: TRIED,
  },
  {
    operationId: "connectOAuth2ClientCredentials",
    authMode: "OAUTH2_CC",
    summary: "Connect with the end user's own OAuth client",
    description: "Keyhold requests a token with this client, and refreshes it automatically.",
  },
  {
    operationId: "connectTwoStep",
    authMode: "TWO_STEP",
    summary: "Connect with a login",
    description:
      "For providers that exchange credentials for a token. Keyhold logs in now, and again when the token expires.",
    fields: loginFields,
  },
  {
    operationId: "connectJwt",
    authMode: "JWT",
    summary: "Connect with a key that signs tokens",
    description: TRIED,
    fields: loginFields,
  },
  {
    operationId: "connectTba",
    authMode: "TBA",
    summary: "Connect with an OAuth 1.0 token",
    description: TRIED,
  },
  {
    operationId: "connectBill",
    authMode: "BILL",
    summary: "Connect with a session login",
    description: "Keyhold opens a session now, and a new one when it expires.",
  },
  {
    operationId: "connectSignature",
    authMode: "SIGNATURE",
    summary: "Connect with a username and secret (WSSE)",
    description: TRIED,
    fields: ({ type: _type, ...body }) => textsIn(body),
  },
  {
    operationId: "connectAwsRole",
    authMode: "AWS_SIGV4",
    summary: "Connect an AWS role",
    description: "Keyhold assumes the role now, and refreshes its session automatically.",
    params: ["region"],
  },
];

const pathOf = (authMode: FormMode) => `${FORM_ENDPOINTS[authMode]}/{providerConfigKey}`;

const none = createRoute({
  method: "post",
  path: pathOf("NONE"),
  operationId: "connectUnauthenticated",
  tags: ["Authorization"],
  summary: "Connect a provider that needs no credentials",
  middleware: sessionInQuery(connectDirectly),
  request: {
    params: FlowPath,
    query: FormQuery,
    body: jsonInput(FORM_CREDENTIALS.NONE, "An empty object.", "endUser"),
  },
  responses: { 200: jsonBody(Connected, "The connection."), ...commonErrors },
});

interface Named {
  providerConfigKey: string;
}

async function connect(
  c: Context<SessionEnv>,
  key: Named,
  rest: { params: Fieldset; authMode: string; fields: Fieldset },
) {
  const { session, ctx } = c.var;
  const input = { integrationKey: key.providerConfigKey, ...rest };
  const { connectionId, providerConfigKey } = await connectDirectly(ctx, session, input);
  return c.json({ connectionId, providerConfigKey }, 200);
}

/** Connecting with a form in which the end user enters the credentials. */
export const directAuth = restRouter();

for (const { operationId, authMode, summary, description, fields = textsIn, params: own = [] } of ROUTES) {
  const route = createRoute({
    method: "post",
    path: pathOf(authMode),
    operationId,
    tags: ["Authorization"],
    summary,
    description,
    middleware: sessionInQuery(connectDirectly),
    request: {
      params: FlowPath,
      query: FormQuery,
      body: jsonInput(FORM_CREDENTIALS[authMode], "What the end user entered.", "endUser"),
    },
    responses: { 200: jsonBody(Connected, "The connection."), ...commonErrors },
  });
  directAuth.openapi(route, (c) => {
    const { params = {} } = c.req.valid("query");
    const body = c.req.valid("json") as Record<string, unknown>;
    const all = fields(body);
    const isOwn = ([name]: [string, string]) => own.includes(name);
    const typed = Object.fromEntries(Object.entries(all).filter((pair) => !isOwn(pair)));
    const moved = Object.fromEntries(Object.entries(all).filter(isOwn));
    return connect(c, c.req.valid("param"), { params: { ...moved, ...params }, authMode, fields: typed });
  });
}

directAuth.openapi(none, (c) => {
  const { params = {} } = c.req.valid("query");
  return connect(c, c.req.valid("param"), { params, authMode: "NONE", fields: {} });
});
