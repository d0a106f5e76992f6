import type { ProviderOf } from "@/providers/load";
import { fromTokenSet } from "@/server/credentials/from-token-set";
import { isPending, type OAuth2Credentials, type StoredCredentials } from "@/server/credentials/stored";
import type { IntegrationRow } from "@/server/integrations/record";
import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import { logIn } from "@/server/protocols/log-in/log-in";
import { OAuthError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import { refreshAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TemplateValues } from "@/server/protocols/template/render";
import { valueAt } from "@/server/protocols/value-at";
import type { Issued } from "./issue";
import { oauth2ClientOf } from "./oauth2-client";
import { signAssertion } from "./signed";

type AppProvider = ProviderOf<"app_installation">;
export type UserToken = Omit<OAuth2Credentials, "type">;

/** Renews the person's token where it can be; one that cannot ends with its own lifetime. */
async function renewedUser(integration: IntegrationRow, values: TemplateValues, user: UserToken | null) {
  if (!user?.refresh_token) return user;
  const { endpoint, applyClientAuth } = await oauth2ClientOf(integration, values);
  const tokens = await refreshAccessToken(endpoint, applyClientAuth, user.refresh_token, io());
  const { type: _type, ...fresh } = fromTokenSet(tokens, user.token_url, user.scope);
  return fresh;
}

/** The sooner end of two tokens, in epoch milliseconds. */
function sooner(expiresAt: number | null, user: UserToken | null): number | null {
  const ends = [expiresAt, user?.expires_at ? Date.parse(user.expires_at) : null].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Exchanges the app's own proof for a token of one installation. */
export async function installationToken(
  provider: AppProvider,
  values: TemplateValues,
  user: UserToken | null = null,
): Promise<Issued> {
  const proof = { "@assertion": signAssertion(provider.assertion, values).token };
  const { token, expiresAt, raw } = await logIn(
    [provider.installationToken],
    provider.tokenResponse,
    { ...values, ...proof },
    io(),
  );
  const app = {
    access_token: token,
    ...(expiresAt !== null && { expires_at: new Date(expiresAt).toISOString() }),
    raw,
  };
  const credentials: StoredCredentials = provider.user ? { type: "CUSTOM", app, user, raw } : { type: "APP", ...app };
  return { credentials, expiresAt: sooner(expiresAt, user), kept: {} };
}

/**
 * The installations a person's token opens.
 * @throws OAuthError when the token is refused, OAuthTransportError when there is no answer.
 */
async function openedBy(provider: AppProvider, values: TemplateValues, user: UserToken): Promise<string[]> {
  const rules = provider.user?.installations;
  if (!rules) return [];
  const call = { method: "GET" as const, url: rules.url };
  const answer = await callApi(provider.api, call, { ...values, token: user.access_token }, io());
  if (answer.kind === "unavailable") throw new OAuthTransportError(new Error("No list of installations"));
  if (answer.kind === "refused")
    throw new OAuthError(
      answer.status === 401 ? "invalid_grant" : `status_${answer.status}`,
      answer.said,
      answer.status ?? 0,
    );
  const list = valueAt(answer.body, rules.list);
  const ids = Array.isArray(list) ? list.map((one) => valueAt(one, rules.id)) : [];
  return ids.filter((id) => typeof id === "string" || typeof id === "number").map(String);
}

/** What stands in for the token of an installation that an owner must approve first. */
export async function requestedInstallation(
  provider: AppProvider,
  values: TemplateValues,
  user: UserToken,
): Promise<Issued> {
  const known = await openedBy(provider, values, user);
  return { credentials: { type: "CUSTOM", app: null, user, known, raw: {} }, expiresAt: null, kept: {} };
}

/** Looks whether a requested installation was approved: one the person's own token opens and did not open before. */
async function approvedInstallation(
  provider: AppProvider,
  values: TemplateValues,
  { user, known }: { user: UserToken; known: string[] },
): Promise<Issued> {
  const [name = ""] = provider.callbackKeep;
  const id = (await openedBy(provider, values, user)).find((one) => !known.includes(one));
  if (id === undefined)
    return { credentials: { type: "CUSTOM", app: null, user, known, raw: {} }, expiresAt: null, kept: {} };
  const issued = await installationToken(provider, { ...values, [name]: id }, user);
  return { ...issued, kept: { ...issued.kept, [name]: id } };
}

/** Renews the credential of an installation: the app's token anew, the person's by their refresh token. */
export async function runInstallation(
  provider: AppProvider,
  integration: IntegrationRow,
  { values, stored }: { values: TemplateValues; stored: StoredCredentials },
): Promise<Issued> {
  const user = stored.type === "CUSTOM" ? await renewedUser(integration, values, stored.user) : null;
  if (stored.type === "CUSTOM" && isPending(stored) && user)
    return approvedInstallation(provider, values, { user, known: stored.known ?? [] });
  return installationToken(provider, values, user);
}
