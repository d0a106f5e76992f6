import { authModeOf } from "@/providers/auth-mode";
import { hasScope } from "@/server/api-keys/scopes";
import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { toIntegration } from "./internal";
import { findIntegration, type IntegrationRow, openClientSecrets, providerOf } from "./record";
import type { Integration } from "./schema";

async function readCredentials(row: IntegrationRow): Promise<Integration["credentials"]> {
  const secrets = await openClientSecrets(row);
  if (!secrets || row.clientId === null) return null;
  return {
    type: authModeOf(providerOf(row)),
    client_id: row.clientId,
    client_secret: secrets.clientSecret,
    scopes: row.scopes.join(","),
    webhook_secret: secrets.webhookSecret ?? null,
  };
}

/** Reads one integration. @throws NotFoundError; `forbidden` when the key may not read the credentials it asks for. */
export async function getIntegration(
  ctx: Ctx,
  { uniqueKey, include }: { uniqueKey: string; include: ("webhook" | "credentials")[] },
): Promise<Integration> {
  const row = await findIntegration(ctx, uniqueKey);
  const integration = toIntegration(row);
  if (include.includes("webhook")) integration.webhook_url = null;
  if (include.includes("credentials")) {
    if (!hasScope(ctx.actor, "environment:integrations:read_credentials")) {
      throw new ServiceError("forbidden", "Insufficient scope. Required: environment:integrations:read_credentials");
    }
    integration.credentials = await readCredentials(row);
  }
  return integration;
}
