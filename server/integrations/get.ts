import { permit } from "@/server/access/permit";
import { verb } from "@/server/access/verb";
import type { Ctx } from "@/server/core/ctx";
import { clientNeed } from "@/server/schemes";
import { findIntegration, type IntegrationRow, openClientSecrets, providerOf } from "@/server/vault/integration";
import type { Integration } from "@/wire/integrations";
import { authModeOf } from "@/wire/schemes";
import { toIntegration } from "./internal";

async function readCredentials(row: IntegrationRow): Promise<Integration["credentials"]> {
  const provider = providerOf(row);
  const need = clientNeed(provider);
  const secrets = await openClientSecrets(row);
  if (!secrets || need === "nothing") return null;
  const { clientSecret = "", webhookSecret = null, settings = {} } = secrets;
  const { app_id = "", app_link = "", private_key = "" } = settings;
  return {
    type: authModeOf(provider),
    ...(need !== "app" && { client_id: row.clientId ?? "", client_secret: clientSecret, scopes: row.scopes.join(",") }),
    ...(need !== "client" && { app_id, app_link, private_key }),
    webhook_secret: webhookSecret,
  };
}

/** Returns one integration. @throws NotFoundError; `forbidden` when the key may not read the credentials it asks for. */
export const getIntegration = verb(
  "integrations:read",
  async (
    ctx: Ctx,
    { uniqueKey, include }: { uniqueKey: string; include: ("webhook" | "credentials")[] },
  ): Promise<Integration> => {
    const row = await findIntegration(ctx, uniqueKey);
    const integration = toIntegration(row);
    if (include.includes("webhook")) integration.webhook_url = null;
    if (include.includes("credentials")) {
      permit(ctx, "integrations:read_credentials");
      integration.credentials = await readCredentials(row);
    }
    return integration;
  },
);
