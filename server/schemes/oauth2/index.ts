import type { GivenCredentials, Issued, RefreshInput, SchemeOf } from "../scheme";
import { textsOf } from "../template-context";
import { hasRefreshToken } from "./can-refresh";
import { oauth2ClientOf } from "./client";
import { issueByClient } from "./client-token";
import { certificateEnd, clientRegistrationEnd } from "./dated-end";
import { codeFlow } from "./flow";
import { refreshGrantOf } from "./refresh";

const expiryOf = (expiresAt: string | undefined) => (expiresAt === undefined ? null : Date.parse(expiresAt));

async function takeGrant(
  given: GivenCredentials,
  { integration, values }: Pick<RefreshInput, "integration" | "values">,
): Promise<Issued> {
  if (given.type !== "OAUTH2") throw new TypeError("Importing an OAuth 2.0 connection requires its tokens");
  const { type, access_token, refresh_token, expires_at, raw = {} } = given;
  const { endpoint } = await oauth2ClientOf(integration, values);
  const tokens = { access_token, ...(refresh_token && { refresh_token }), ...(expires_at && { expires_at }), raw };
  const credentials = { type, ...tokens, token_url: endpoint.refreshUrl ?? endpoint.url };
  return { credentials, expiresAt: expiryOf(expires_at), kept: {} };
}

async function takeClientToken(given: GivenCredentials): Promise<Issued> {
  if (given.type !== "OAUTH2_CC") throw new TypeError("Importing client credentials requires their token");
  const { type, token, expires_at, ...fields } = given;
  const credentials = { type, fields: textsOf(fields), token, ...(expires_at && { expires_at }) };
  return { credentials, expiresAt: expiryOf(expires_at), kept: {} };
}

/** An authorization code with a redirect to the provider (RFC 6749 §4.1). */
export const oauth2Code: SchemeOf<"oauth2_code"> = {
  client: "team",
  flow: codeFlow,
  refresh: (input) => refreshGrantOf(input, input.provider.refreshBy),
  canRefresh: (provider, stored) => provider.refreshBy === "access_token" || hasRefreshToken(provider, stored),
  need: () => "client",
  proof: ({ clientAuth }) => (clientAuth === "private_key_jwt" ? "private_key" : "secret"),
  datedEnd: clientRegistrationEnd,
  take: takeGrant,
  publicFacts: ({ defaultScopes, scopeSeparator, authorizeUrl, tokenUrl }) => ({
    ...(defaultScopes && { default_scopes: defaultScopes }),
    scope_separator: scopeSeparator,
    authorization_url: authorizeUrl,
    token_url: tokenUrl,
  }),
};

/** A token for the end user's client (RFC 6749 §4.4). */
export const oauth2ClientCredentials: SchemeOf<"oauth2_client_credentials"> = {
  client: "end_user",
  issue: issueByClient,
  datedEnd: certificateEnd,
  take: takeClientToken,
};

/** A token for the end user's username and password (RFC 6749 §4.3). */
export const oauth2Password: SchemeOf<"oauth2_password"> = {
  client: "end_user",
  issue: issueByClient,
  take: takeClientToken,
};
