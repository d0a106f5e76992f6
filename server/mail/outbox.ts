import { env } from "@/server/core/env";
import { db } from "@/server/db";

const MAX_SHOWN = 100;

/** Lists the messages that were stored instead of sent, newest first. @returns null in production, where they aren't shown. */
export async function listOutbox() {
  if (env().KEYHOLD_PRODUCTION) return null;
  return db().keptMail.findMany({ orderBy: { createdAt: "desc" }, take: MAX_SHOWN });
}

/** Whether this instance shows its mail at /dev/mail instead of sending it. */
export function storesMail(): boolean {
  return !env().SMTP_URL && !env().KEYHOLD_PRODUCTION;
}
