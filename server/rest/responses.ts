import { z } from "zod";
import { ERROR_CODES } from "@/server/core/errors";

/** A JSON answer in a route's definition. */
export function jsonBody<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON body in a route's request. */
export function jsonInput<T extends z.ZodType>(schema: T, description: string) {
  return { description, required: true, content: { "application/json": { schema } } };
}

const ErrorAnswer = z
  .strictObject({
    error: z
      .strictObject({
        code: z.enum(ERROR_CODES).describe("What went wrong. The list is closed; each code has a page."),
        message: z.string().describe("One sentence for a person: what happened, then what to do."),
        errors: z
          .array(
            z.strictObject({
              code: z.string().describe("What is wrong with the field."),
              message: z.string().describe("The same for a person."),
              path: z.array(z.string()).describe("Where the field stands."),
            }),
          )
          .optional()
          .describe("The refused fields, where fields were refused."),
        payload: z.unknown().optional().describe("More about the failure, such as the connection it concerns."),
        doc_url: z.string().describe("Page about this code, on this instance."),
        request_id: z.string().describe("Names this call in the instance's log."),
      })
      .describe("Why the call failed."),
  })
  .meta({ id: "Error" });

/** Answers every route can give beside its own. */
export const commonErrors = {
  default: jsonBody(ErrorAnswer, "The call failed; nothing was changed."),
};

export const Success = z.strictObject({
  success: z.literal(true).describe("Always true; a failure answers with an error."),
});
