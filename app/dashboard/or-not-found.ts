import { TRPCError } from "@trpc/server";
import { notFound } from "next/navigation";

/** Codes that mean: this address names nothing here. A malformed name names nothing either. */
const NOTHING_HERE = new Set(["NOT_FOUND", "BAD_REQUEST"]);

/** Waits for what a page is about; shows the not-found page when there is no such thing. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof TRPCError && NOTHING_HERE.has(error.code)) notFound();
    throw error;
  }
}

/** A segment of an address as it was before encoding. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
