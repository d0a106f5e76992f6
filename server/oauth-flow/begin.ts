import { randomBytes } from "node:crypto";
import { connectionConfig } from "@/server/connect-sessions/connection-config";
import { flowIntegration, sessionDefaults } from "@/server/connect-sessions/flow-integration";
import { connectionIdOf, type SessionRecord } from "@/server/connect-sessions/record";
import type { IntegrationDefaults } from "@/server/connect-sessions/schema";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { lookupHash, seal } from "@/server/crypto";
import { db } from "@/server/db";
import { type OAuth2Provider, oauth2ProviderOf, runtimeValues } from "@/server/integrations/oauth2-client";
import { callbackUrlOf, type IntegrationRow } from "@/server/integrations/record";
import { codeChallenge, encodeVerifier } from "@/server/protocols/oauth2/pkce";
import { renderText } from "@/server/protocols/template/render";
import { authorizationUrlOf } from "./authorization-url";
import { FLOW_TTL_SECONDS, type FlowCookie, flowCookieName } from "./cookie";
import { verifierPlace } from "./internal";

/** What a browser asks for. */
export interface BeginInput {
  integrationKey: string;
  params: Record<string, string>;
  authorizationParams: Record<string, string>;
  userScope?: string;
}

/** Scopes to ask for: the session's override, else the integration's, else the catalog's. */
function scopesOf(provider: OAuth2Provider, integration: IntegrationRow, defaults: IntegrationDefaults): string[] {
  const override = defaults.connection_config?.oauth_scopes_override;
  if (override !== undefined) return override.split(/[\s,]+/).filter(Boolean);
  return integration.scopes.length > 0 ? integration.scopes : (provider.defaultScopes ?? []);
}

/**
 * Begins an OAuth 2.0 flow: single-use state and PKCE verifier are stored, the browser is tied to the flow by a cookie.
 * @throws ServiceError `unknown_provider_config`, `integration_not_allowed`, `invalid_auth_mode`, `integration_not_configured`,
 *   `invalid_connection`; nothing is stored then.
 * @see RFC 6749 §4.1.1, RFC 7636, RFC 9700 §2.1
 */
export async function beginAuthorization(
  ctx: Ctx,
  session: SessionRecord,
  input: BeginInput,
): Promise<{ authorizationUrl: string; cookie: FlowCookie }> {
  const integration = await flowIntegration(ctx, session, {
    integrationKey: input.integrationKey,
    scheme: "oauth2_code",
  });
  const provider = oauth2ProviderOf(integration);
  const defaults = sessionDefaults(session, input.integrationKey);
  const config = connectionConfig(provider, defaults, input.params);
  const connectionId = await connectionIdOf(ctx, session);
  const scopes = scopesOf(provider, integration, defaults);

  const id = newId("att");
  const state = randomBytes(32).toString("base64url");
  const binding = randomBytes(32).toString("base64url");
  const verifier = provider.pkce === "off" ? null : encodeVerifier(randomBytes(48));
  const redirectUri = callbackUrlOf(integration);
  const values = { ...config, ...runtimeValues(connectionId) };
  const authorizationUrl = authorizationUrlOf(provider, {
    integration,
    values,
    redirectUri,
    state,
    scopes,
    codeChallenge: verifier && (await codeChallenge(verifier)),
    extraParams: { ...input.authorizationParams, ...defaults.authorization_params },
    userScope: defaults.user_scopes ?? input.userScope,
  });
  await db().authAttempt.create({
    data: {
      id,
      environmentId: ctx.environmentId,
      sessionId: session.id,
      integrationId: integration.id,
      stateHash: await lookupHash("state", state),
      bindingHash: await lookupHash("flow-cookie", binding),
      verifier:
        verifier === null ? null : await seal(verifier, verifierPlace({ id, environmentId: ctx.environmentId })),
      issuer: provider.issuer === undefined ? null : renderText(provider.issuer, values),
      redirectUri,
      connectionId,
      scopes,
      connectionConfig: config,
      expiresAt: new Date(ctx.now().getTime() + FLOW_TTL_SECONDS * 1000),
    },
  });
  return { authorizationUrl, cookie: { name: flowCookieName(id), value: binding, maxAgeSeconds: FLOW_TTL_SECONDS } };
}
