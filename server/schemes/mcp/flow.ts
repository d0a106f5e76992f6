import { randomBytes } from "node:crypto";
import type { ProviderOf } from "@/providers/load";
import { env } from "@/server/core/env";
import { ServiceError } from "@/server/core/errors";
import { readEnvironment } from "@/server/environments/read";
import { io } from "@/server/net";
import { type Discovered, DiscoveryError, discoverMcpServer } from "@/server/protocols/mcp/discover";
import { authorizationParams, buildAuthorizationUrl } from "@/server/protocols/oauth2/authorization-url";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import { exchangeCode } from "@/server/protocols/oauth2/exchange-code";
import { pushAuthorizationRequest } from "@/server/protocols/oauth2/par";
import { codeChallenge, encodeVerifier } from "@/server/protocols/oauth2/pkce";
import type { TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { OwnClient } from "@/server/vault/credentials";
import { message } from "@/wire/messages";
import type { Flow, FlowReturn, FlowStart } from "../flow";
import { codeOf } from "../oauth2/answer";
import { oauth2ClientOf } from "../oauth2/client";
import { fromTokenSet } from "../oauth2/from-token-set";
import { scopesOf } from "../oauth2/scopes";
import { resourceOf } from "../oauth2/token-endpoint";
import { clientMetadataUrl } from "./client-metadata-url";
import { registeredClient } from "./registered-client";

type Mcp = ProviderOf<"mcp_oauth" | "mcp_oauth_discovery">;

/** Returns the authorization server: from the entry if it has the URLs, else by discovery. */
async function serverOf(provider: Mcp, values: TemplateValues): Promise<Discovered> {
  const resource = resourceOf(provider.serverUrl, values);
  if (provider.scheme === "mcp_oauth" && provider.authorizeUrl && provider.tokenUrl) {
    const server = {
      issuer: new URL(provider.authorizeUrl).origin,
      authorizeUrl: renderUrl(provider.authorizeUrl, values),
      tokenUrl: renderUrl(provider.tokenUrl, values),
      registrationUrl: provider.registrationUrl && renderUrl(provider.registrationUrl, values),
      requiresPar: false,
      issRequired: false,
      clientIdMetadataDocuments: provider.clientRegistration === "metadata_document",
      tokenAuthMethods: ["none"],
    };
    return { resource, scopes: null, server };
  }
  try {
    return await discoverMcpServer(resource, io());
  } catch (cause) {
    if (!(cause instanceof DiscoveryError)) throw cause;
    const text = message("connect.server_unusable", { provider: provider.name, problem: cause.message });
    throw new ServiceError("invalid_connection", text, { cause });
  }
}

/** Returns the client of this flow: the entry's, else the one the server prefers (MCP authorization, "client registration"). */
async function clientOf(
  { provider, integration, ctx, values }: FlowStart<Mcp>,
  { server }: Discovered,
): Promise<OwnClient> {
  if (provider.scheme === "mcp_oauth" && provider.clientRegistration === "static") {
    const { clientId, clientSecret } = await oauth2ClientOf(integration, values, { token_url: server.tokenUrl });
    return {
      id: clientId,
      ...(clientSecret !== null && { secret: clientSecret }),
      method: "body",
      token_url: server.tokenUrl,
    };
  }
  const document = clientMetadataUrl(integration);
  if (document && server.clientIdMetadataDocuments) {
    return { id: document, method: "none", token_url: server.tokenUrl };
  }
  if (server.registrationUrl) {
    const { productName } = await readEnvironment(ctx);
    return registeredClient(integration, server, { clientName: productName, clientUri: env().KEYHOLD_PUBLIC_URL });
  }
  const text = message("connect.registration_unsupported", { provider: provider.name });
  throw new ServiceError("integration_not_configured", text);
}

async function begin(start: FlowStart<Mcp>) {
  const { provider, redirectUri, state, values } = start;
  const discovered = await serverOf(provider, values);
  const { server, resource } = discovered;
  const client = await clientOf(start, discovered);
  const verifier = encodeVerifier(randomBytes(48));
  const scopes = scopesOf(start, discovered.scopes ?? []);
  const request = {
    authorizeUrl: server.authorizeUrl,
    clientId: client.id,
    redirectUri,
    state,
    scopes,
    resource,
    codeChallenge: await codeChallenge(verifier),
    params: start.authorizationParams,
  };
  const applyClientAuth = clientAuthFor(client.method, client.id, client.secret ?? "");
  const pushed =
    server.requiresPar && server.parUrl
      ? await pushAuthorizationRequest(server.parUrl, authorizationParams(request), applyClientAuth, io())
      : null;
  const isDiscovered = !("tokenUrl" in provider && provider.tokenUrl);
  return {
    authorizationUrl: buildAuthorizationUrl(pushed ? { ...request, requestUri: pushed.requestUri } : request),
    secrets: { verifier, client, resource, issRequired: server.issRequired },
    scopes,
    issuer: isDiscovered ? server.issuer : null,
  };
}

async function finish(back: FlowReturn<Mcp>) {
  const { provider, secrets, redirectUri, scopes } = back;
  const { client, resource, verifier } = secrets;
  const { code } = codeOf(back);
  if (!client) throw new ServiceError("state_err", message("connect.state_unknown"));
  const response = "tokenResponse" in provider ? provider.tokenResponse : undefined;
  const endpoint = { url: client.token_url, response, ...(resource && { resource }) };
  const grant = { code, redirectUri, codeVerifier: verifier ?? null };
  const applyClientAuth = clientAuthFor(client.method, client.id, client.secret ?? "");
  const tokens = await exchangeCode(endpoint, applyClientAuth, grant, io());
  const isStatic = provider.scheme === "mcp_oauth" && provider.clientRegistration === "static";
  return {
    credentials: {
      ...fromTokenSet(tokens, client.token_url, scopes.join(" ")),
      ...(scopes.length > 0 && { requested_scopes: scopes }),
      ...(!isStatic && { client }),
      ...(resource && { resource }),
    },
    expiresAt: tokens.expiresAt,
    kept: {},
  };
}

/** MCP authorization: OAuth 2.1 with PKCE and resource indicators, and with discovery and registration if needed. */
export const mcpFlow: Flow<Mcp> = { begin, finish, usesClientMetadata: true };
