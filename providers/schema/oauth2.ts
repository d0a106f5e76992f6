import { z } from "zod";
import { common, Template, Templates } from "./parts";

/** Where values stand in a token answer; dotted paths. */
export const TokenResponse = z.strictObject({
  accessToken: z.string().optional(),
  accessTokenAlt: z.string().optional(),
  refreshToken: z.string().optional(),
  expiry: z.string().optional(),
  expiryKind: z.enum(["in", "at"]).optional(),
  expiryUnit: z.enum(["s", "ms"]).optional(),
  keep: z.array(z.string()).optional().describe("Values copied into the connection's configuration."),
});

/** How tokens are asked for. */
const tokenRequest = {
  tokenUrl: Template,
  clientAuth: z.enum(["basic", "body", "none"]).default("body"),
  bodyFormat: z.enum(["form", "json", "query"]).default("form"),
  tokenMethod: z.enum(["POST", "GET"]).default("POST"),
  tokenHeaders: Templates.optional(),
  tokenParams: Templates.optional(),
  tokenResponse: TokenResponse.optional(),
  assumeExpiresIn: z.number().int().positive().optional().describe("Seconds; where the server states no lifetime."),
  scopeSeparator: z.enum([" ", ",", "+"]).default(" "),
  defaultScopes: z.array(z.string()).optional(),
};

export const OAuth2Code = z.strictObject({
  ...common,
  scheme: z.literal("oauth2_code"),
  ...tokenRequest,
  authorizeUrl: Template,
  refreshUrl: Template.optional(),
  refreshParams: Templates.optional(),
  issuer: Template.optional().describe("Set where the server names itself on the callback (RFC 9207)."),
  authorizeParams: Templates.optional(),
  authorizeRename: z.record(z.string(), z.string()).optional(),
  userScopeParam: z.string().optional().describe("Parameter for scopes of the person beside those of the app."),
  codeParam: z.string().optional(),
  callbackKeep: z.array(z.string()).optional(),
  pkce: z.enum(["S256", "off"]).default("S256"),
  pkceOffReason: z.string().optional(),
});

export const OAuth2ClientCredentials = z.strictObject({
  ...common,
  scheme: z.literal("oauth2_client_credentials"),
  ...tokenRequest,
});

export const OAuth2Password = z.strictObject({ ...common, scheme: z.literal("oauth2_password"), ...tokenRequest });
