import { env } from "@/server/core/env";
import { db } from "@/server/db";

const SHOWN = 100;

/** The messages that were kept instead of sent, newest first. @returns null in production, where they are not shown. */
export async function listKeptMail() {
  if (env().KEYHOLD_PRODUCTION) return null;
  return db().keptMail.findMany({ orderBy: { createdAt: "desc" }, take: SHOWN });
}

/** Whether this instance shows its mail at /dev/mail instead of sending it. */
export function keepsMail(): boolean {
  return !env().SMTP_URL && !env().KEYHOLD_PRODUCTION;
}
