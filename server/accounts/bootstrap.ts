import { env } from "@/server/core/env";
import { newId } from "@/server/core/ids";
import { indexKey } from "@/server/crypto";
import { db, inTransaction } from "@/server/db";
import { createTeam } from "./create-team";
import { hashPassword } from "./password";

/** Creates the first user, team and environments from KEYHOLD_BOOTSTRAP_*. Does nothing if the database has a user. */
export async function bootstrap(): Promise<void> {
  await indexKey();
  const { KEYHOLD_BOOTSTRAP_EMAIL: email, KEYHOLD_BOOTSTRAP_PASSWORD: password } = env();
  if (!email || !password || (await db().user.count()) > 0) return;
  const userId = newId("usr");
  const passwordHash = await hashPassword(password);
  await inTransaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('keyhold:bootstrap', 0))`;
    if ((await tx.user.count()) > 0) return;
    const name = email.split("@")[0] ?? email;
    await tx.user.create({ data: { id: userId, name, email: email.toLowerCase(), passwordHash } });
    const pinnedKeys = { dev: env().KEYHOLD_API_KEY_DEV, prod: env().KEYHOLD_API_KEY_PROD };
    await createTeam(tx, { userId, name: `${name}'s team`, pinnedKeys });
  });
}
