import { inTransaction } from "@/server/db";
import { io } from "@/server/net";
import type { McpServer } from "@/server/protocols/mcp/discover";
import { registerClient } from "@/server/protocols/mcp/register";
import type { OwnClient } from "@/server/vault/credentials";
import { callbackUrlOf, type IntegrationRow, openClientSecrets, sealClientSecrets } from "@/server/vault/integration";

/** How the product describes itself when it registers a client. */
export interface ClientNames {
  clientName: string;
  clientUri?: string | undefined;
  logoUri?: string | undefined;
}

/** Returns whether a registration is still valid: its secret may expire (RFC 7591 §3.2.1). */
function isCurrent(client: OwnClient & { secret_expires_at?: number | undefined }, now: number): boolean {
  return client.secret_expires_at === undefined || client.secret_expires_at > now;
}

/** Stores a registration with the integration, so that the next flow uses the same client. */
async function keep(row: IntegrationRow, issuer: string, client: OwnClient): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: row.id, environmentId: row.environmentId };
    const latest = await tx.integration.findUniqueOrThrow({ where });
    const secrets = (await openClientSecrets(latest)) ?? {};
    const registrations = { ...secrets.registrations, [issuer]: client };
    await tx.integration.update({
      where,
      data: { credentials: await sealClientSecrets(row, { ...secrets, registrations }) },
    });
  });
}

/**
 * Returns the client of an integration at one authorization server. Registers one if there is none (RFC 7591).
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 */
export async function registeredClient(row: IntegrationRow, server: McpServer, names: ClientNames): Promise<OwnClient> {
  const secrets = await openClientSecrets(row);
  const known = secrets?.registrations?.[server.issuer];
  if (known && isCurrent(known, io().now()) && known.token_url === server.tokenUrl) return known;
  if (!server.registrationUrl) throw new TypeError("The server doesn't support client registration");
  const made = await registerClient(
    server.registrationUrl,
    { ...names, redirectUri: callbackUrlOf(row), authMethods: server.tokenAuthMethods },
    io(),
  );
  const client: OwnClient = {
    id: made.clientId,
    ...(made.clientSecret !== null && { secret: made.clientSecret }),
    ...(made.secretExpiresAt !== null && { secret_expires_at: made.secretExpiresAt }),
    method: made.authMethod,
    token_url: server.tokenUrl,
    ...(server.revokeUrl && { revoke_url: server.revokeUrl }),
  };
  await keep(row, server.issuer, client);
  return client;
}
