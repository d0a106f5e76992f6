import { PrismaPg } from "@prisma/adapter-pg";
import { perProcess } from "@/server/core/per-process";
import { Prisma, PrismaClient } from "./generated/client";
import { pool } from "./pool";

/** The Prisma client over the shared pool. */
export const db = perProcess("prisma", () => {
  // The longer formats print the values of a failed query, and errors are logged.
  return new PrismaClient({ adapter: new PrismaPg(pool()), errorFormat: "minimal" });
});

/** The client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Whether an error means that a row with this unique value already exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

export { Prisma };
