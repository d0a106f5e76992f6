import { z } from "zod";
import { IntegrationKey } from "@/wire/integrations";

/** The integration an end user connects. */
export const FlowPath = z.strictObject({ providerConfigKey: IntegrationKey });

export const NamedValues = z.record(z.string().min(1).max(255), z.string().max(8192));
export const Params = NamedValues.optional().describe(
  "Values of the provider's own fields, such as a subdomain: params[name]=value.",
);
export const AuthorizationParams = NamedValues.optional().describe(
  "Added to the authorization URL: authorization_params[name]=value.",
);
export const UserScope = z
  .string()
  .max(8192)
  .optional()
  .describe("User scopes, separated by commas, for providers that know them.");

export const SessionTokenQuery = z
  .string()
  .optional()
  .describe("The connect session's token, unless it is sent as Authorization: Bearer.");

/** What the published frontend SDK sends beside credentials. */
export const DirectAuthQuery = z.strictObject({ connect_session_token: SessionTokenQuery, params: Params });

export const Connected = z
  .strictObject({
    connectionId: z.string().describe("Name of the connection; give it to your backend."),
    providerConfigKey: z.string().describe("Key of the integration."),
  })
  .meta({ id: "Connected" });
