import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";

/** Error codes that mean the page doesn't exist. A malformed name can't exist either. */
const NOTHING_HERE = new Set(["NOT_FOUND", "BAD_REQUEST"]);

/** Waits for the data of a page. Shows the not-found page if it doesn't exist. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TRPCError && NOTHING_HERE.has(error.code)) notFound();
    throw error;
  }
}

/** Decodes a path segment. Returns it unchanged if it isn't validly encoded. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
