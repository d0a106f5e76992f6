import { randomBytes } from "node:crypto";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { newId } from "@/server/core/ids";
import { lookupHash, seal } from "@/server/crypto";
import { db } from "@/server/db";
import { flowOf } from "@/server/schemes";
import type { FlowBegun, FlowStart } from "@/server/schemes/flow";
import { templateContext } from "@/server/schemes/template-context";
import { callbackUrlOf, providerOf } from "@/server/vault/integration";
import { REDIRECT_MODES } from "@/wire/schemes";
import { connectionConfig } from "../session/connection-config";
import { flowIntegration, sessionDefaults } from "../session/flow-integration";
import { connectionIdOf, type SessionRecord } from "../session/record";
import { FLOW_TTL_SECONDS, type FlowCookie, flowCookieName } from "./cookie";
import { toFlowError } from "./errors";
import { secretsPlace } from "./internal";

/** The parameters of a flow that the browser sets. */
export interface BeginInput {
  integrationKey: string;
  params: Record<string, string>;
  authorizationParams: Record<string, string>;
  userScope?: string;
}

/** Starts the scheme's flow. Some flows call the provider here, so that errors are converted as in the callback. */
async function beginFlow(start: FlowStart): Promise<FlowBegun> {
  try {
    return await flowOf(start.provider).begin(start);
  } catch (thrown) {
    throw toFlowError(thrown, start.provider.slug);
  }
}

/**
 * Starts a flow that sends the browser to the provider. It stores a single-use state and the flow's secrets, and returns the
 * URL to redirect to and a cookie that binds the flow to the browser.
 * @throws ServiceError `unknown_provider_config`, `integration_not_allowed`, `invalid_auth_mode`, `integration_not_configured`,
 *   `invalid_connection`, `provider_unavailable`. Nothing is stored then.
 * @see RFC 6749 §4.1.1, RFC 7636, RFC 9700 §2.1
 */
export const beginAuthorization = verb(
  "connect_session:use",
  async (
    ctx: Ctx,
    session: SessionRecord,
    input: BeginInput,
  ): Promise<{ authorizationUrl: string; cookie: FlowCookie }> => {
    const { integrationKey } = input;
    const integration = await flowIntegration(ctx, session, { integrationKey, authModes: REDIRECT_MODES });
    const provider = providerOf(integration);
    const defaults = sessionDefaults(session, integrationKey);
    const config = connectionConfig(provider, defaults, input.params);
    const connectionId = await connectionIdOf(ctx, session);

    const id = newId("att");
    const state = randomBytes(32).toString("base64url");
    const binding = randomBytes(32).toString("base64url");
    const redirectUri = callbackUrlOf(integration);
    const { authorizationUrl, secrets, scopes, issuer } = await beginFlow({
      ctx,
      integration,
      provider,
      config,
      values: await templateContext({ integration, connectionId, connectionConfig: config }),
      defaults,
      authorizationParams: { ...input.authorizationParams, ...defaults.authorization_params },
      userScope: defaults.user_scopes ?? input.userScope,
      redirectUri,
      state,
    });
    await db().authAttempt.create({
      data: {
        id,
        environmentId: ctx.environmentId,
        sessionId: session.id,
        integrationId: integration.id,
        stateHash: await lookupHash("state", state),
        bindingHash: await lookupHash("flow-cookie", binding),
        secrets: await seal(secrets, secretsPlace({ id, environmentId: ctx.environmentId })),
        issuer,
        redirectUri,
        connectionId,
        scopes,
        connectionConfig: config,
        expiresAt: new Date(ctx.now().getTime() + FLOW_TTL_SECONDS * 1000),
      },
    });
    return { authorizationUrl, cookie: { name: flowCookieName(id), value: binding, maxAgeSeconds: FLOW_TTL_SECONDS } };
  },
);
