import { bootstrap } from "@/server/accounts/bootstrap";
import { env } from "@/server/core/env";
import { log } from "@/server/core/log";
import { awaitDatabase } from "@/server/db/await-database";
import { migrate } from "@/server/db/migrate";

/** Makes the database fit for this version: waits for it, migrates it, sets up the first team. Any process may do it. */
export async function prepareDatabase(): Promise<void> {
  await awaitDatabase(env().DATABASE_URL);
  for (const migration of await migrate(env().DATABASE_URL)) log().info({ migration }, "migration applied");
  await bootstrap();
}
