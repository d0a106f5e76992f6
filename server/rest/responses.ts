import { z } from "zod";
import { ErrorBody } from "@/wire/errors";

/** A JSON answer in a route's definition. */
export function jsonBody<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON body in a route's request. */
export function jsonInput<T extends z.ZodType>(schema: T, description: string) {
  return { description, required: true, content: { "application/json": { schema } } };
}

/** Answers every route can give beside its own. */
export const commonErrors = {
  default: jsonBody(ErrorBody, "The call failed; nothing was changed."),
};

export const Success = z.strictObject({
  success: z.literal(true).describe("Always true; a failure answers with an error."),
});
