import { z } from "zod";
import { common, lifetime, RefreshTokenLife, Step, Template, Templates, TokenResponse } from "./parts";

const Renames = z.record(z.string(), z.string()).describe("Standard parameter → the name this server expects.");

/** The token request. */
const tokenRequest = {
  tokenUrl: Template,
  tokenUrlFallback: Template.optional().describe("Used when a variable of tokenUrl is absent."),
  clientAuth: z.enum(["basic", "body", "private_key_jwt"]).default("body"),
  bodyFormat: z.enum(["form", "json", "query"]).default("form"),
  tokenMethod: z.enum(["POST", "GET"]).default("POST"),
  tokenHeaders: Templates.optional(),
  tokenParams: Templates.optional(),
  tokenRename: Renames.optional(),
  tokenResponse: TokenResponse.optional(),
  scopeSeparator: z.enum([" ", ",", ";"]).default(" "),
  defaultScopes: z.array(z.string()).optional(),
  ...lifetime,
};

export const OAuth2Code = z.strictObject({
  ...common,
  scheme: z.literal("oauth2_code"),
  ...tokenRequest,
  authorizeUrl: Template.describe("If it has a fragment, the parameters are added to the fragment."),
  authorizeUrlFallback: Template.optional().describe("Used when a variable of authorizeUrl is absent."),
  parUrl: Template.optional().describe("Endpoint for pushed authorization requests (RFC 9126)."),
  refreshUrl: Template.optional(),
  refreshBy: z
    .enum(["refresh_token", "access_token"])
    .default("refresh_token")
    .describe("access_token: exchanges the current access token for a new one."),
  refreshTokenLife: RefreshTokenLife.optional(),
  refreshMethod: z.literal("GET").optional(),
  refreshParams: Templates.optional(),
  issuer: Template.optional().describe("Set when the server sends `iss` in the callback (RFC 9207)."),
  authorizeParams: Templates.optional(),
  authorizeRename: Renames.optional(),
  userScopeParam: z.string().optional().describe("Parameter for user scopes, in addition to those of the app."),
  offlineScope: z
    .string()
    .optional()
    .describe("Always requested, because the server issues no refresh token without it."),
  codeParam: z.string().optional(),
  callbackKeep: z.array(z.string()).optional(),
  pkce: z.enum(["S256", "off"]).default("S256"),
  pkceOffReason: z.string().optional(),
  exchange: z
    .array(Step)
    .optional()
    .describe("Requests that exchange the first token, {token}, for the one to store, such as a long-lived one."),
});

export const OAuth2ClientCredentials = z.strictObject({
  ...common,
  scheme: z.literal("oauth2_client_credentials"),
  ...tokenRequest,
  clientCertificate: z.boolean().optional().describe("The client sends a certificate in the TLS handshake (RFC 8705)."),
});

export const OAuth2Password = z.strictObject({ ...common, scheme: z.literal("oauth2_password"), ...tokenRequest });

/** A known MCP server. Its authorization server is discovered unless the entry has its URLs. */
export const McpOAuth = z.strictObject({
  ...common,
  scheme: z.literal("mcp_oauth"),
  serverUrl: Template.describe("URL of the MCP server. Also sent as the resource parameter (RFC 8707)."),
  clientRegistration: z.enum(["static", "dynamic", "metadata_document"]),
  authorizeUrl: Template.optional(),
  tokenUrl: Template.optional(),
  registrationUrl: Template.optional(),
  defaultScopes: z.array(z.string()).optional(),
  scopeSeparator: z.literal(" ").default(" "),
  tokenResponse: TokenResponse.optional(),
});

/** Any MCP server. The end user enters its URL. */
export const McpDiscovery = z.strictObject({
  ...common,
  scheme: z.literal("mcp_oauth_discovery"),
  serverUrl: Template,
  scopeSeparator: z.literal(" ").default(" "),
});
