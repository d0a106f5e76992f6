import { z } from "zod";
import { ErrorBody } from "@/wire/errors";
import { BODY_LIMITS, type BodyClass, type BodyPolicy } from "./body-policy";

/** A JSON answer in a route's definition. */
export function jsonBody<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** A JSON body in a route's request, up to the limit of its class. */
export function jsonInput<T extends z.ZodType>(schema: T, description: string, bodyClass: BodyClass) {
  const policy: BodyPolicy = { kind: "json", maxBytes: BODY_LIMITS[bodyClass] };
  return { description, required: true, content: { "application/json": { schema } }, policy };
}

const Bytes = z.string().meta({ format: "binary" });

/** A body of any type that the handler reads with `rawBodyOf`, as it was sent. */
export function rawInput(description: string, maxBytes: number) {
  const policy: BodyPolicy = { kind: "raw", maxBytes };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** A body of any type and length that the handler passes on while it arrives. */
export function streamInput(description: string) {
  const policy: BodyPolicy = { kind: "stream" };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** A body that a caller may send and nobody reads. */
export function unreadInput(description: string) {
  const policy: BodyPolicy = { kind: "unread" };
  return { description, content: { "*/*": { schema: Bytes } }, policy };
}

/** Answers every route can give beside its own. */
export const commonErrors = {
  default: jsonBody(ErrorBody, "The call failed; nothing was changed."),
};
