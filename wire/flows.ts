import { z } from "zod";
import { IntegrationKey } from "./integrations";

/** The integration that an end user connects. */
export const FlowPath = z.strictObject({ providerConfigKey: IntegrationKey });

const NamedValues = z.record(z.string().min(1).max(255), z.string().max(8192));
const Params = NamedValues.optional().describe(
  "Values of the provider's own fields, such as a subdomain, written as `params[name]=value`.",
);
const AuthorizationParams = NamedValues.optional().describe(
  "Parameters added to the authorization URL, written as `authorization_params[name]=value`.",
);
export const UserScope = z
  .string()
  .max(8192)
  .optional()
  .describe("User scopes, separated by commas, for providers that have them.");

const SessionToken = z
  .string()
  .optional()
  .describe("The connect session's token, unless the Authorization header contains it.");

/** The query that the published frontend SDK sends with credentials. */
export const FormQuery = z.strictObject({ connect_session_token: SessionToken, params: Params });

export const StartOAuthQuery = z.strictObject({
  connect_session_token: SessionToken,
  params: Params,
  authorization_params: AuthorizationParams,
  user_scope: UserScope,
  ws_client_id: z
    .string()
    .max(255)
    .optional()
    .describe("Sent by the published frontend SDK for its pop-up flow. Keyhold ignores it."),
});

export const BeginOAuthQuery = z.strictObject({ connect_session_token: SessionToken });
export const BeginOAuthInput = z.strictObject({
  params: Params,
  authorization_params: AuthorizationParams,
  user_scope: UserScope,
});
/** What an end user entered before the browser goes to the provider. */
export type BeginOAuthInput = z.output<typeof BeginOAuthInput>;

export const OAuthStarted = z.strictObject({
  data: z.strictObject({ authorization_url: z.url().describe("Send the browser to this URL.") }).describe("The flow."),
});
export type OAuthStarted = z.output<typeof OAuthStarted>["data"];

export const CallbackPath = z.strictObject({ callbackId: z.string().max(255).describe("Identifies the integration.") });

export const CallbackQuery = z.looseObject({
  state: z.string().max(4096).optional().describe("The state that Keyhold sent to the provider."),
  code: z.string().max(8192).optional().describe("Authorization code."),
});

export const ClientMetadata = z.record(z.string(), z.unknown());

export const Connected = z
  .strictObject({
    connectionId: z.string().describe("ID of the connection. Store it in your backend."),
    providerConfigKey: z.string().describe("Key of the integration."),
  })
  .meta({ id: "Connected" });
