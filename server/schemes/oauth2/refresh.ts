import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { io } from "@/server/net";
import { refreshAccessToken, refreshByAccessToken } from "@/server/protocols/oauth2/refresh";
import type { OAuth2Credentials } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import { oauth2Grant } from "../credentials";
import { keptValues } from "../kept-values";
import type { Issued, RefreshInput } from "../scheme";
import { oauth2ClientOf } from "./client";
import { fromTokenSet } from "./from-token-set";

/** Checks that the refresh token goes to the server that issued it, even if the catalog has changed (RFC 9700 §4.4.2). */
function checkSameServer(name: string, address: string, stored: OAuth2Credentials): void {
  if (new URL(address).origin === new URL(stored.token_url).origin) return;
  throw new ServiceError("invalid_credentials", message("health.token_host_moved", { provider: name }), {
    status: 424,
  });
}

/** Returns the values to store. An invalid one must not lose the new token, so the old values stay. */
function keptOrNothing(provider: Provider, token: Record<string, unknown>): Record<string, string> {
  try {
    return keptValues(provider, { token });
  } catch (error) {
    log().warn({ err: error, provider: provider.slug }, "a value of a token response can't be stored");
    return {};
  }
}

function grantOf({ stored, provider }: RefreshInput): OAuth2Credentials {
  const grant = oauth2Grant(stored);
  if (grant) return grant;
  // The catalog changed the provider's scheme after this connection was created.
  const text = message("health.scheme_changed", { provider: provider.name });
  throw new ServiceError("invalid_credentials", text, { status: 424 });
}

/**
 * Gets a new access token with the refresh token, or with the access token if the entry says so.
 * @throws the errors of `refreshAccessToken`, ServiceError `invalid_credentials`.
 */
export async function refreshGrantOf(input: RefreshInput, by: "refresh_token" | "access_token"): Promise<Issued> {
  const { provider, integration, values } = input;
  const stored = grantOf(input);
  const { endpoint, applyClientAuth } = await oauth2ClientOf(integration, values, stored);
  checkSameServer(provider.name, endpoint.refreshUrl ?? endpoint.url, stored);
  const tokens =
    by === "access_token"
      ? await refreshByAccessToken(endpoint, null, io())
      : await refreshAccessToken(endpoint, applyClientAuth, stored.refresh_token ?? "", io());
  const { client, resource, requested_scopes } = stored;
  const same = {
    ...(client && { client }),
    ...(resource && { resource }),
    ...(requested_scopes && { requested_scopes }),
  };
  return {
    credentials: { ...fromTokenSet(tokens, stored.token_url, stored.scope), ...same },
    expiresAt: tokens.expiresAt,
    kept: keptOrNothing(provider, tokens.raw),
  };
}
