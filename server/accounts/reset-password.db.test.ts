import { describe, expect, it } from "vitest";
import { db, pool } from "@/server/db";
import { listOutbox } from "@/server/mail/outbox";
import { newTeam } from "@/server/testing/team";
import { findUser } from "./find-user";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";

const HOUR_MS = 60 * 60 * 1000;
const newPassword = "a brand new password";

async function tokensFor(email: string): Promise<string[]> {
  const mails = (await listOutbox()) ?? [];
  return mails.filter(({ to }) => to === email).map(({ text }) => /#([\w-]+)/.exec(text)?.[1] ?? "");
}

async function newLink() {
  const { email, password, userId } = await newTeam();
  await requestPasswordReset({ email });
  const [token = ""] = await tokensFor(email);
  return { email, password, userId, token };
}

describe("a password reset link", () => {
  it("sets the password once and ends the sessions started before", async () => {
    const { email, password, userId, token } = await newLink();
    const signedInAt = Date.now();
    await resetPassword({ token, password: newPassword }, new Date(signedInAt + 1));
    expect(await signIn({ email, password })).toBeNull();
    expect(await signIn({ email, password: newPassword })).toMatchObject({ email });
    expect(await findUser(userId, signedInAt)).toBeNull();
    expect(await findUser(userId, signedInAt + 2)).toMatchObject({ email });
    await expect(resetPassword({ token, password: "yet another one" })).rejects.toMatchObject({
      code: "invalid_sign_in",
    });
    expect(await signIn({ email, password: newPassword })).toMatchObject({ email });
  });

  it("adds a row to the audit chain of each team of the user, and none if it is refused", async () => {
    const { userId, token } = await newLink();
    await resetPassword({ token, password: newPassword });
    await expect(resetPassword({ token, password: newPassword })).rejects.toMatchObject({ code: "invalid_sign_in" });
    const rows = await db().auditEvent.findMany({
      where: { team: { memberships: { some: { userId } } } },
      orderBy: { position: "asc" },
    });
    expect(rows.map(({ action, actor, targetId }) => [action, actor, targetId]).slice(1)).toEqual([
      ["user.password_reset", `user:${userId}`, userId],
    ]);
  });

  it("is refused after an hour, when altered, and after another link was used", async () => {
    const { email, password, token } = await newLink();
    await requestPasswordReset({ email });
    const other = (await tokensFor(email)).find((each) => each !== token) ?? "";
    const refused = { code: "invalid_sign_in" };
    await expect(resetPassword({ token, password: newPassword }, new Date(Date.now() + HOUR_MS))).rejects.toMatchObject(
      refused,
    );
    const altered = (token.startsWith("A") ? "B" : "A") + token.slice(1);
    await expect(resetPassword({ token: altered, password: newPassword })).rejects.toMatchObject(refused);
    expect(await signIn({ email, password })).toMatchObject({ email });
    await resetPassword({ token: other, password: newPassword });
    await expect(resetPassword({ token, password })).rejects.toMatchObject(refused);
  });

  it("is sent at most three times an hour, and never without an account", async () => {
    const { email } = await newTeam();
    for (let index = 0; index < 5; index += 1) await requestPasswordReset({ email });
    await requestPasswordReset({ email: "nobody@example.com" });
    expect(await tokensFor(email)).toHaveLength(3);
    expect(await tokensFor("nobody@example.com")).toHaveLength(0);
  });

  it("is stored only as a hash", async () => {
    const { token } = await newLink();
    const { rows } = await pool().query(`select encode("tokenHash", 'escape') as text from "PasswordReset"`);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});
