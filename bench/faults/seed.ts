// Inserts connections into the database, sealed as the product seals them. Runs as a separate process that gets messages.

import { newId } from "@/server/core/ids";
import { db, inTransaction } from "@/server/db";
import { credentialColumns } from "@/server/refresh/store-credentials";
import { sealCredentials } from "@/server/vault/connection";
import { sealClientSecrets } from "@/server/vault/integration";

const INTEGRATION = "lab-oauth2";
const BATCH = 500;

async function integrationOf(environmentId: string) {
  const where = { environmentId_uniqueKey: { environmentId, uniqueKey: INTEGRATION } };
  const known = await db().integration.findUnique({ where });
  if (known) return known;
  const place = { id: newId("int"), environmentId };
  const credentials = await sealClientSecrets(place, { clientSecret: "lab-secret" });
  const callbackId = place.id.slice(4);
  return db().integration.create({
    data: { ...place, uniqueKey: INTEGRATION, provider: INTEGRATION, clientId: "lab-client", credentials, callbackId },
  });
}

/**
 * Stores one connection per name. Its refresh token is `<name>.0`.
 * @param tokenUrl the endpoint that refreshes the token.
 */
async function seed(names: string[], tokenUrl: string): Promise<void> {
  const environment = await db().environment.findFirstOrThrow({ where: { name: "dev" } });
  const integration = await integrationOf(environment.id);
  for (let from = 0; from < names.length; from += BATCH) {
    const part = names.slice(from, from + BATCH);
    await inTransaction(async (tx) => {
      const rows = await Promise.all(
        part.map(async (name) => {
          const place = { id: newId("conn"), environmentId: environment.id };
          const credentials = {
            type: "OAUTH2" as const,
            access_token: `at.${name}.0`,
            refresh_token: `${name}.0`,
            raw: {},
            token_url: tokenUrl,
          };
          return { place, name, credentials, sealed: await sealCredentials(place, credentials) };
        }),
      );
      const [first] = rows;
      if (!first) return;
      const expiresAt = Date.now() + 3600_000;
      const columns = await credentialColumns(tx, { integration, credentials: first.credentials, expiresAt });
      await tx.connection.createMany({
        data: rows.map(({ place, name, sealed }) => ({
          ...columns,
          ...place,
          integrationId: integration.id,
          connectionId: name,
          authMode: "OAUTH2",
          credentials: sealed,
        })),
      });
    });
  }
}

process.on("message", async ({ names, tokenUrl }: { names: string[]; tokenUrl: string }) => {
  const error = await seed(names, tokenUrl).then(
    () => null,
    (failure: unknown) => String(failure),
  );
  process.send?.({ error });
});
process.once("disconnect", () => process.exit());
