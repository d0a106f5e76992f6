import type { ProviderOf } from "@/providers/load";
import { fromTokenSet } from "@/server/credentials/from-token-set";
import type { OAuth2Credentials, StoredCredentials } from "@/server/credentials/stored";
import type { IntegrationRow } from "@/server/integrations/record";
import { io } from "@/server/net";
import { logIn } from "@/server/protocols/log-in/log-in";
import { refreshAccessToken } from "@/server/protocols/oauth2/refresh";
import type { TemplateValues } from "@/server/protocols/template/render";
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

/** Renews the credential of an installation: the app's token anew, the person's by their refresh token. */
export async function runInstallation(
  provider: AppProvider,
  integration: IntegrationRow,
  { values, stored }: { values: TemplateValues; stored: StoredCredentials },
): Promise<Issued> {
  const user = stored.type === "CUSTOM" ? await renewedUser(integration, values, stored.user) : null;
  return installationToken(provider, values, user);
}
