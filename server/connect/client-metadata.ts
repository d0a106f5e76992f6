import { createCtx } from "@/server/core/ctx";
import { env } from "@/server/core/env";
import { NotFoundError } from "@/server/core/errors";
import { db } from "@/server/db";
import { readEnvironment } from "@/server/environments/read";
import { clientMetadataDocument } from "@/server/protocols/mcp/client-metadata";
import { schemeOf } from "@/server/schemes";
import { clientMetadataUrl } from "@/server/schemes/mcp/client-metadata-url";
import { callbackUrlOf, providerOf } from "@/server/vault/integration";

/** Returns the client ID metadata document of an integration. It is public. @throws NotFoundError */
export async function readClientMetadata(callbackId: string): Promise<Record<string, unknown>> {
  const row = await db().integration.findUnique({ where: { callbackId }, include: { environment: true } });
  const url = row && clientMetadataUrl(row);
  if (!row || !url || !schemeOf(providerOf(row)).flow?.usesClientMetadata)
    throw new NotFoundError("client", callbackId);
  const { id, teamId, name } = row.environment;
  const ref = { teamId, environmentId: id, environmentName: name };
  const { productName } = await readEnvironment(createCtx({ kind: "system", job: "client-metadata" }, ref));
  return clientMetadataDocument({
    url,
    clientName: productName,
    clientUri: env().KEYHOLD_PUBLIC_URL,
    redirectUri: callbackUrlOf(row),
  });
}
