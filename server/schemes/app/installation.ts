import type { ProviderOf } from "@/providers/load";
import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import { type LoginResult, logIn } from "@/server/protocols/login/login";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import { refreshAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TemplateValues } from "@/server/protocols/template/render";
import { valueAt } from "@/server/protocols/value-at";
import type { OAuth2Credentials, StoredCredentials } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import { installationGrant, isPending } from "../credentials";
import { oauth2ClientOf } from "../oauth2/client";
import { fromTokenSet } from "../oauth2/from-token-set";
import type { Issued, RefreshInput } from "../scheme";
import { signAssertion } from "../signed/sign";

type AppProvider = ProviderOf<"app_installation">;
type Pending = Extract<StoredCredentials, { type: "CUSTOM" }>;
export type UserToken = Omit<OAuth2Credentials, "type">;

/** Enough for a hundred installations, each with its account and permissions. */
const MAX_LIST_BYTES = 1024 * 1024;
const SOON_MS = 60_000;

/** Refreshes the user's token if there is a refresh token. Else returns it unchanged. */
async function refreshedUser(integration: IntegrationRow, values: TemplateValues, user: UserToken | null) {
  if (!user?.refresh_token) return user;
  const { endpoint, applyClientAuth } = await oauth2ClientOf(integration, values);
  const tokens = await refreshAccessToken(endpoint, applyClientAuth, user.refresh_token, io());
  const { type: _type, ...fresh } = fromTokenSet(tokens, user.token_url, user.scope);
  return fresh;
}

/** Returns the earlier expiry of two tokens, in epoch milliseconds. */
function sooner(expiresAt: number | null, user: UserToken | null): number | null {
  const ends = [expiresAt, user?.expires_at ? Date.parse(user.expires_at) : null].filter((end) => end !== null);
  return ends.length === 0 ? null : Math.min(...ends);
}

/** Gets a token for one installation with the app's JWT. This can be repeated at any time. */
function appToken(provider: AppProvider, values: TemplateValues): Promise<LoginResult> {
  const proof = { "@assertion": signAssertion(provider.assertion, values).token };
  return logIn([provider.installationToken], provider.tokenResponse, { ...values, ...proof }, io());
}

function issuedOf(provider: AppProvider, { token, expiresAt, raw }: LoginResult, user: UserToken | null): Issued {
  const app = {
    access_token: token,
    ...(expiresAt !== null && { expires_at: new Date(expiresAt).toISOString() }),
    raw,
  };
  const credentials: StoredCredentials = provider.user ? { type: "CUSTOM", app, user, raw } : { type: "APP", ...app };
  return { credentials, expiresAt: sooner(expiresAt, user), kept: {} };
}

/** Returns the credentials of an installation: the app's token, and the token of the user who installed it. */
export async function installationToken(
  provider: AppProvider,
  values: TemplateValues,
  user: UserToken | null = null,
): Promise<Issued> {
  return issuedOf(provider, await appToken(provider, values), user);
}

/**
 * Returns the installations that a user's token has access to. The list must be complete: a missing one would look new later.
 * @throws OAuthError when the token is rejected, OAuthTransportError when there is no response, OAuthResponseError when the
 *   list is incomplete.
 */
async function openedBy(provider: AppProvider, values: TemplateValues, user: UserToken): Promise<string[]> {
  const rules = provider.user?.installations;
  if (!rules) return [];
  const call = { method: "GET" as const, url: rules.url, maxBytes: MAX_LIST_BYTES };
  const answer = await callApi(provider.api, call, { ...values, token: user.access_token }, io());
  const { status, said } = answer;
  if (answer.kind === "unavailable") throw new OAuthTransportError(new Error("No list of installations"));
  if (answer.kind === "refused")
    throw new OAuthError(status === 401 ? "invalid_grant" : `status_${status}`, said, status ?? 0);
  const list = valueAt(answer.body, rules.list);
  const ids = Array.isArray(list) ? list.map((one) => valueAt(one, rules.id)) : [];
  if (valueAt(answer.body, rules.total) !== ids.length || ids.some((id) => !isId(id)))
    throw new OAuthResponseError("its list of installations is incomplete", status ?? 0);
  return ids.map(String);
}

const isId = (id: unknown) => typeof id === "string" || typeof id === "number";

/** Returns the credentials of an installation that an owner must approve first. */
function waiting(user: UserToken, known: string[]): Issued {
  return { credentials: { type: "CUSTOM", app: null, user, known, raw: {} }, expiresAt: null, kept: {} };
}

/** Returns pending credentials, with the installations the user had access to before. @throws the errors of {@link openedBy} */
export async function requestedInstallation(
  provider: AppProvider,
  values: TemplateValues,
  user: UserToken,
): Promise<Issued> {
  return waiting(user, await openedBy(provider, values, user));
}

type Refresh = RefreshInput<AppProvider>;

/** Looks for the approved installation: the user's token has access to it, it wasn't there before, and it isn't in use. */
async function approvedInstallation(
  { provider, values, isHeld }: Refresh,
  { user, known }: { user: UserToken; known: string[] },
): Promise<Issued> {
  const [name = ""] = provider.callbackKeep;
  for (const id of await openedBy(provider, values, user)) {
    if (known.includes(id) || (await isHeld(name, id))) continue;
    const issued = await installationToken(provider, { ...values, [name]: id }, user);
    return { ...issued, kept: { ...issued.kept, [name]: id } };
  }
  return waiting(user, known);
}

const isLive = ({ expires_at }: UserToken) => expires_at === undefined || Date.parse(expires_at) > io().now() + SOON_MS;

async function lookForApproval(input: Refresh, { user: stored, known = [] }: Pending): Promise<Issued> {
  const { integration, values } = input;
  const user = stored && !isLive(stored) ? await refreshedUser(integration, values, stored) : stored;
  if (!user) throw new OAuthError("invalid_grant", null, 0);
  try {
    return await approvedInstallation(input, { user, known });
  } catch (error) {
    if (user === stored) throw error;
    // The old refresh token is used up, so the new one must be stored despite the error.
    return waiting(user, known);
  }
}

/** Refreshes the credentials of an installation: the app's token, and the user's token with their refresh token. */
export async function refreshInstallation(input: Refresh): Promise<Issued> {
  const { provider, integration, values, stored } = input;
  const grant = installationGrant(stored);
  if (!grant) return installationToken(provider, values);
  if (isPending(grant)) return lookForApproval(input, grant);
  const token = await appToken(provider, values);
  // Last, because a refresh token may be single-use: nothing that can fail may run between its response and the store.
  return issuedOf(provider, token, await refreshedUser(integration, values, grant.user));
}
