import { randomBytes } from "node:crypto";
import { renderMessage } from "@/messages/render";
import { env } from "@/server/core/env";
import { lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { type Mail, sendMail } from "@/server/mail/send";
import type { RequestResetInput } from "@/wire/accounts";
import { message } from "@/wire/messages";

const HOUR_MS = 60 * 60 * 1000;
/** Nobody's mailbox is to be flooded through us. */
const MAX_MAILS_AN_HOUR = 3;

function mailFor({ name, email }: { name: string; email: string }, token: string): Mail {
  // Behind the hash, the token reaches no server, log or Referer on its way.
  const link = `${env().KEYHOLD_PUBLIC_URL}/new-password#${token}`;
  const subject = renderMessage(message("mail.reset_subject"));
  return { to: email, subject, text: renderMessage(message("mail.reset_text", { name, link })) };
}

/** Mails a link that sets a new password, if the address has an account. The caller learns nothing either way. */
export async function requestPasswordReset({ email }: RequestResetInput, now: Date = new Date()): Promise<void> {
  const user = await db().user.findUnique({ where: { email } });
  if (!user) return;
  const lately = new Date(now.getTime() - HOUR_MS);
  const asked = await db().passwordReset.count({ where: { userId: user.id, createdAt: { gt: lately } } });
  if (asked >= MAX_MAILS_AN_HOUR) return;
  const token = randomBytes(32).toString("base64url");
  const tokenHash = await lookupHash("password-reset", token);
  const expiresAt = new Date(now.getTime() + HOUR_MS);
  await db().passwordReset.create({ data: { tokenHash, userId: user.id, expiresAt, createdAt: now } });
  await sendMail(mailFor(user, token));
}
