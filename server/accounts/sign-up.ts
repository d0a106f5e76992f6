import { ServiceError } from "@/server/core/errors";
import { newId } from "@/server/core/ids";
import { inTransaction, isUniqueViolation } from "@/server/db";
import type { SignUpInput } from "@/wire/accounts";
import { createTeam } from "./create-team";
import { hashPassword } from "./password";

/** Creates a user with their first team. @throws ServiceError `conflict` if the email address already has an account. */
export async function signUp(input: SignUpInput): Promise<{ userId: string }> {
  const userId = newId("usr");
  const passwordHash = await hashPassword(input.password);
  try {
    await inTransaction(async (tx) => {
      await tx.user.create({ data: { id: userId, name: input.name, email: input.email, passwordHash } });
      await createTeam(tx, { userId, name: `${input.name}'s team` });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const message = "This email address already has an account. Sign in instead.";
    throw new ServiceError("conflict", message, {
      issues: [{ code: "conflict", message, path: ["email"] }],
      cause: error,
    });
  }
  return { userId };
}
