import { db } from "@/server/db";
import type { SignedInUser } from "./sign-in";

/** Finds a person by id. Null: their account is gone. */
export function findUser(id: string): Promise<SignedInUser | null> {
  return db().user.findUnique({ where: { id }, select: { id: true, name: true, email: true } });
}
