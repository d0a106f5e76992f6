import type { ProviderOf } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import { exchangeCode } from "@/server/protocols/oauth2/exchange-code";
import { renderUrl } from "@/server/protocols/template/render-url";
import { openSettings } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import type { Flow, FlowReturn, FlowStart } from "../flow";
import { keptValues } from "../kept-values";
import { refused } from "../oauth2/answer";
import { oauth2ClientOf } from "../oauth2/client";
import { fromTokenSet } from "../oauth2/from-token-set";
import { installationToken, requestedInstallation, type UserToken } from "./installation";

type App = ProviderOf<"app_installation">;
type Plugin = ProviderOf<"plugin_install">;

/** Returns the URL of the installation page. `state` is added unless the entry's template contains it. */
function installUrl({ provider, values, state }: FlowStart<App | Plugin>): string {
  const url = new URL(renderUrl(provider.installUrl, { ...values, "@state": state }));
  if (!provider.installUrl.includes("{@state}")) url.searchParams.set("state", state);
  return url.href;
}

async function begin(start: FlowStart<App | Plugin>) {
  return { authorizationUrl: installUrl(start), secrets: {}, scopes: [], issuer: null };
}

/** Returns the installation's values from the callback. @throws ServiceError when nothing was installed: canceled, or not yet approved. */
function installed(provider: App | Plugin, params: URLSearchParams): Record<string, string> {
  const error = params.get("error");
  if (error !== null) refused(error, params.get("error_description"));
  const kept = keptValues(provider, { callback: Object.fromEntries(params) });
  const [first = ""] = provider.callbackKeep;
  if (kept[first] !== undefined) return kept;
  throw new ServiceError("access_denied", message("connect.installation_missing", { provider: provider.name }));
}

async function userToken(back: FlowReturn<App>, values: FlowReturn["values"]): Promise<UserToken | null> {
  const code = back.params.get("code");
  if (!back.provider.user || code === null) return null;
  const { endpoint, applyClientAuth } = await oauth2ClientOf(back.integration, values);
  const tokens = await exchangeCode(
    endpoint,
    applyClientAuth,
    { code, redirectUri: back.redirectUri, codeVerifier: null },
    io(),
  );
  const { type: _type, ...user } = fromTokenSet(tokens, endpoint.url, undefined);
  return user;
}

/** Checks that the user's token has access to the installation: anyone can put another's ID into their callback URL. */
async function checkOwner(
  { provider }: FlowReturn<App>,
  values: FlowReturn["values"],
  user: UserToken | null,
): Promise<void> {
  const url = provider.user?.proof;
  if (url === undefined) return;
  const known = { ...values, token: user?.access_token ?? "" };
  const answer = user && (await callApi(provider.api, { method: "GET", url }, known, io()));
  if (answer?.kind === "ok") return;
  if (answer?.kind === "unavailable") {
    throw new ServiceError(
      "provider_unavailable",
      message("connect.provider_unavailable", { provider: provider.name }),
    );
  }
  throw new ServiceError("access_denied", message("connect.installation_not_yours", { provider: provider.name }));
}

/** Returns whether the callback is for a request that an owner of the account must approve first. */
function isRequest({ provider, params }: FlowReturn<App>): boolean {
  const [first = ""] = provider.callbackKeep;
  return provider.user?.installations !== undefined && params.get("setup_action") === "request" && !params.has(first);
}

async function finishApp(back: FlowReturn<App>) {
  const { provider, params } = back;
  const requester = isRequest(back) ? await userToken(back, back.values) : null;
  // Without the user's token, Keyhold couldn't tell later which end user the approved installation belongs to.
  if (requester) return requestedInstallation(provider, back.values, requester);
  const kept = installed(provider, params);
  const values = { ...back.values, ...kept };
  const user = await userToken(back, values);
  await checkOwner(back, values, user);
  const issued = await installationToken(provider, values, user);
  return { ...issued, kept: { ...kept, ...issued.kept } };
}

async function finishPlugin({ provider, params, integration }: FlowReturn<Plugin>) {
  const kept = installed(provider, params);
  const { username = "", password = "" } = await openSettings(integration);
  return { credentials: { type: "BASIC" as const, username, password }, expiresAt: null, kept };
}

/** An app that the end user installs, such as a GitHub App. */
export const appFlow: Flow<App> = {
  begin,
  finish: finishApp,
  claimOf: ({ user, callbackKeep: [name = ""] }, kept) => (user?.proof ? null : { name, value: kept[name] ?? "" }),
};

/** A plugin whose API calls use the team's keys. */
export const pluginFlow: Flow<Plugin> = { begin, finish: finishPlugin, stateParam: ({ stateParam }) => stateParam };
