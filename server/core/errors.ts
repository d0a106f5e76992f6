import type { ErrorCode, Issue } from "@/wire/errors";

interface ServiceErrorOptions {
  /** HTTP status where the wire protocol gives this code another than its usual one. */
  status?: number;
  issues?: Issue[];
  payload?: unknown;
  cause?: unknown;
}

/** An error that speaks to the caller: one sentence that says what happened, then what to do. Never holds a secret. */
export class ServiceError extends Error {
  readonly code: ErrorCode;
  readonly status: number | undefined;
  readonly issues: Issue[] | undefined;
  readonly payload: unknown;

  constructor(code: ErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, { cause: options.cause });
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
