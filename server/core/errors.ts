import { renderMessage } from "@/messages/render";
import type { ErrorCode, Issue } from "@/wire/errors";
import { message as messageOf, type PlainMessage } from "@/wire/messages";

interface ServiceErrorOptions {
  /** HTTP status where the wire protocol gives this code another than its usual one. */
  status?: number;
  issues?: Issue[];
  payload?: unknown;
  cause?: unknown;
}

/**
 * An error for the caller: its message says what happened, then what to do. Never holds a secret. One that may be stored is made
 * from a message with a code.
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly issues: Issue[] | undefined;
  readonly payload: unknown;
  /** What is stored of it. */
  readonly stored: PlainMessage;

  constructor(code: ErrorCode, text: string | PlainMessage, options: ServiceErrorOptions = {}) {
    super(typeof text === "string" ? text : renderMessage(text), { cause: options.cause });
    this.stored = typeof text === "string" ? messageOf("connect.failed", { code }) : text;
    this.name = "ServiceError";
    this.code = code;
    this.status = options.status;
    this.issues = options.issues;
    this.payload = options.payload;
  }
}

/** This environment has no such thing; whether another has is not said. */
export class NotFoundError extends ServiceError {
  constructor(what: string, id: string) {
    super("not_found", `This environment has no ${what} "${id}". Check the name and the environment of your key.`);
    this.name = "NotFoundError";
  }
}

/** The input is well-formed JSON but one field cannot be accepted. */
export function invalidField(path: string[], message: string, code = "custom"): ServiceError {
  return new ServiceError("invalid_body", message, { issues: [{ code, message, path }] });
}

/** A refused field: its name as a path, and the message for the person who filled it in. */
export interface FieldProblem {
  path: string[];
  message: PlainMessage;
}

/** Refuses fields that have a problem. @throws ServiceError that names each of them; its own message is that of the first. */
export function refuseFields(code: ErrorCode, problems: FieldProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const issues = problems.map(({ path, message }) => ({ code: "custom", message: renderMessage(message), path }));
  throw new ServiceError(code, first.message, { issues });
}
