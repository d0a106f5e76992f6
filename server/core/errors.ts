import { renderMessage } from "@/messages/render";
import type { ErrorCode, Issue } from "@/wire/errors";
import { message as messageOf, type PlainMessage } from "@/wire/messages";

interface ServiceErrorOptions {
  /** HTTP status, when the wire protocol does not use the code's default. */
  status?: number;
  issues?: Issue[];
  payload?: unknown;
  cause?: unknown;
}

/**
 * An error for the caller. The message says what happened, then what to do. It never has a secret. Create it from a message with
 * a code if it may be stored.
 */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly issues: Issue[] | undefined;
  readonly payload: unknown;
  /** The message to store. */
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

/** This environment has no such object. The message does not reveal whether another one has it. */
export class NotFoundError extends ServiceError {
  constructor(what: string, id: string) {
    super("not_found", `This environment has no ${what} "${id}". Check the name and the environment of your key.`);
    this.name = "NotFoundError";
  }
}

/** Returns the error for a field with an invalid value. */
export function invalidField(path: string[], message: string, code = "custom"): ServiceError {
  return new ServiceError("invalid_body", message, { issues: [{ code, message, path }] });
}

/** An invalid field: its path, and the message for the user who entered it. */
export interface FieldProblem {
  path: string[];
  message: PlainMessage;
}

/** Throws if a field has a problem. @throws ServiceError with an issue for each field, and the message of the first. */
export function refuseFields(code: ErrorCode, problems: FieldProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const issues = problems.map(({ path, message }) => ({ code: "custom", message: renderMessage(message), path }));
  throw new ServiceError(code, first.message, { issues });
}
