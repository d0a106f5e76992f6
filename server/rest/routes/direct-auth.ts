import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { connectDirectly } from "@/server/connect/form/connect";
import { FORM_ENDPOINTS, type FormMode } from "@/wire/endpoints";
import { sessionInQuery } from "../auth";
import { Connected, DirectAuthQuery, FlowPath } from "../flow-input";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";
import type { SessionEnv } from "../types";

const Short = z.string().max(1024);
const Long = z.string().max(32 * 1024);
const FieldName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/, "A field's name has letters, digits, _ . and -.");
const Fields = z.record(FieldName, Long);

const ApiKeyInput = z
  .object({ apiKey: z.string().min(1).max(1024).optional().describe("The end user's key.") })
  .catchall(Long)
  .describe("The key, and further fields where the provider has some.");
const BasicInput = z
  .object({
    username: Short.optional().describe("May be empty where the provider wants only a password."),
    password: Short.optional().describe("May be empty where the provider wants only a user name."),
  })
  .catchall(Long);
const ClientInput = z
  .object({
    client_id: Short.optional().describe("The end user's own client."),
    client_secret: Long.optional().describe("Its secret."),
    client_certificate: Long.optional().describe("PEM, where the provider wants one in the TLS handshake."),
    client_private_key: Long.optional().describe("PEM: of the certificate, or the key that signs client assertions."),
  })
  .catchall(Long);
const LogInInput = z
  .object({
    type: z.enum(["TWO_STEP", "JWT"]).optional().describe("As the published frontend SDK sends it."),
    assertionOption: Fields.optional().describe("Fields that are used to sign, by the same names."),
  })
  .catchall(Long)
  .describe("The provider's fields by name.");
const TbaInput = z.strictObject({
  token_id: Short.min(1).describe("Made by the end user at the provider."),
  token_secret: Short.min(1).describe("Shown beside it, once."),
});
const BillInput = z.strictObject({
  username: Short.min(1).describe("Of a user of the provider."),
  password: Short.min(1).describe("Theirs."),
  organization_id: Short.min(1).describe("Starts with 008."),
  dev_key: Short.min(1).describe("Developer key."),
});
const SignatureInput = z.strictObject({
  type: z.literal("SIGNATURE").optional().describe("As the published frontend SDK sends it."),
  username: Short.min(1).describe("Of the API user."),
  password: Short.min(1).describe("Its secret; it is never sent, only its digest."),
});
const AwsInput = z.strictObject({
  role_arn: Short.min(1).describe("Role that may be assumed with this connection's external id."),
  region: z.string().max(64).optional().describe("Region of the calls. Absent: the integration's."),
});

type Fieldset = Record<string, string>;

/** A way of connecting by a form: its name on the wire and what its body becomes. */
interface DirectRoute {
  operationId: string;
  authMode: FormMode;
  summary: string;
  input: z.ZodType<Record<string, unknown>>;
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

/** Without the type that only names the route, and with the fields that sign beside the others. */
function logInFields({ type: _type, assertionOption, ...body }: Record<string, unknown>): Fieldset {
  return { ...textsIn(body), ...(assertionOption as Fieldset | undefined) };
}

const TRIED = "What was typed is tried at the provider first, where the catalog knows how; what fails is not stored.";
const ROUTES: DirectRoute[] = [
  {
    operationId: "connectApiKey",
    authMode: "API_KEY",
    summary: "Connect with an API key",
    input: ApiKeyInput,
    description: TRIED,
  },
  {
    operationId: "connectBasic",
    authMode: "BASIC",
    summary: "Connect with user name and password",
    input: BasicInput,
    description: TRIED,
  },
  {
    operationId: "connectOAuth2ClientCredentials",
    authMode: "OAUTH2_CC",
    summary: "Connect with the end user's own OAuth client",
    input: ClientInput,
    description: "A token is asked for with it; the connection renews it by itself.",
  },
  {
    operationId: "connectTwoStep",
    authMode: "TWO_STEP",
    summary: "Connect by a log-in of one or several calls",
    input: LogInInput,
    description: "The log-in is made at once, and again whenever its token ends.",
    fields: logInFields,
  },
  {
    operationId: "connectJwt",
    authMode: "JWT",
    summary: "Connect with a key that signs tokens",
    input: LogInInput,
    description: TRIED,
    fields: logInFields,
  },
  {
    operationId: "connectTba",
    authMode: "TBA",
    summary: "Connect with an OAuth 1.0 token",
    input: TbaInput,
    description: TRIED,
  },
  {
    operationId: "connectBill",
    authMode: "BILL",
    summary: "Connect by a session log-in",
    input: BillInput,
    description: "The session is opened at once, and again whenever it ends.",
  },
  {
    operationId: "connectSignature",
    authMode: "SIGNATURE",
    summary: "Connect with name and secret that sign tokens",
    input: SignatureInput,
    description: TRIED,
    fields: ({ type: _type, ...body }) => textsIn(body),
  },
  {
    operationId: "connectAwsRole",
    authMode: "AWS_SIGV4",
    summary: "Connect an AWS role",
    input: AwsInput,
    description: "The role is assumed at once; its session is renewed by itself.",
    params: ["region"],
  },
];

const pathOf = (authMode: FormMode) => `${FORM_ENDPOINTS[authMode]}/{providerConfigKey}`;

const none = createRoute({
  method: "post",
  path: pathOf("NONE"),
  operationId: "connectUnauthenticated",
  tags: ["Authorization"],
  summary: "Connect a provider that asks for nothing",
  middleware: sessionInQuery(),
  request: { params: FlowPath, query: DirectAuthQuery, body: jsonInput(z.strictObject({}), "Nothing.", "endUser") },
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

/** Connecting without a trip to the provider: the end user brings the credential. */
export const directAuth = restRouter();

for (const { operationId, authMode, summary, description, input, fields = textsIn, params: own = [] } of ROUTES) {
  const route = createRoute({
    method: "post",
    path: pathOf(authMode),
    operationId,
    tags: ["Authorization"],
    summary,
    description,
    middleware: sessionInQuery(),
    request: {
      params: FlowPath,
      query: DirectAuthQuery,
      body: jsonInput(input, "What the end user typed.", "endUser"),
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
