import { randomBytes } from "node:crypto";
import { renderMessage } from "@/messages/render";
import { env } from "@/server/core/env";
import { lookupHash } from "@/server/crypto";
import { db } from "@/server/db";
import { type Mail, sendMail } from "@/server/mail/send";
import type { RequestResetInput } from "@/wire/accounts";
import { message } from "@/wire/messages";

const HOUR_MS = 60 * 60 * 1000;
/** Keeps strangers from flooding a mailbox. */
const MAX_MAILS_PER_HOUR = 3;

function mailFor({ name, email }: { name: string; email: string }, token: string): Mail {
  // In the fragment, the token reaches no server, log or Referer header.
  const link = `${env().KEYHOLD_PUBLIC_URL}/new-password#${token}`;
  const subject = renderMessage(message("mail.reset_subject"));
  return { to: email, subject, text: renderMessage(message("mail.reset_text", { name, link })) };
}

/** Emails a link to set a new password, if the address has an account. The caller can't see whether it does. */
export async function requestPasswordReset({ email }: RequestResetInput, now: Date = new Date()): Promise<void> {
  const user = await db().user.findUnique({ where: { email } });
  if (!user) return;
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const recent = await db().passwordReset.count({ where: { userId: user.id, createdAt: { gt: hourAgo } } });
  if (recent >= MAX_MAILS_PER_HOUR) return;
  const token = randomBytes(32).toString("base64url");
  const tokenHash = await lookupHash("password-reset", token);
  const expiresAt = new Date(now.getTime() + HOUR_MS);
  await db().passwordReset.create({ data: { tokenHash, userId: user.id, expiresAt, createdAt: now } });
  await sendMail(mailFor(user, token));
}
