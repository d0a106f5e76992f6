import { z } from "zod";
import { ErrorBody } from "@/wire/errors";
import { BODY_LIMITS, type BodyClass, type BodyPolicy } from "./body-policy";

/** A JSON response in a route's definition. */
export function jsonBody<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON request body, up to the limit of its class. */
export function jsonInput<T extends z.ZodType>(schema: T, description: string, bodyClass: BodyClass) {
  const policy: BodyPolicy = { kind: "json", maxBytes: BODY_LIMITS[bodyClass] };
  return { description, required: true, content: { "application/json": { schema } }, policy };
}

const Bytes = z.string().meta({ format: "binary" });

/** A request body of any type that the handler reads as sent, with `rawBodyOf`. */
export function rawInput(description: string, maxBytes: number) {
  const policy: BodyPolicy = { kind: "raw", maxBytes };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** A request body of any type and length that the handler forwards as a stream. */
export function streamInput(description: string) {
  const policy: BodyPolicy = { kind: "stream" };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** A request body that is accepted but not read. */
export function unreadInput(description: string) {
  const policy: BodyPolicy = { kind: "unread" };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** The error response of every route. */
export const commonErrors = {
  default: jsonBody(ErrorBody, "The call failed. The body says why."),
};
