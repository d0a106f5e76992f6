import { createTransport } from "nodemailer";
import { env } from "@/server/core/env";
import { newId } from "@/server/core/ids";
import { db } from "@/server/db";

/** A plain-text message to one recipient. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends a message. Without SMTP_URL it is stored and shown at /dev/mail. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL) {
    await db().keptMail.create({ data: { id: newId("mail"), ...mail } });
    return;
  }
  await createTransport(SMTP_URL).sendMail({ from: MAIL_FROM, ...mail });
}
