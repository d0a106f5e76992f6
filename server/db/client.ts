import { PrismaPg } from "@prisma/adapter-pg";
import { perProcess } from "@/server/core/per-process";
import { Prisma, PrismaClient } from "./generated/client";
import { pool } from "./pool";

/** The Prisma client over the shared pool. */
export const db = perProcess("prisma", () => {
  // The longer error formats print the values of a query that went wrong, and errors are logged.
  return new PrismaClient({ adapter: new PrismaPg(pool()), errorFormat: "minimal" });
});

/** The client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/** Tells whether an error says that a row with this unique value already stands. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

export { Prisma };
