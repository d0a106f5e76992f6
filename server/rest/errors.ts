import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { REQUEST_ID_HEADER } from "@/wire/auth";
import { ERROR_STATUS, type ErrorBody } from "@/wire/errors";

const UNEXPECTED =
  "Something went wrong on our side. Try again. If it keeps failing, send this request_id to whoever runs this instance.";

/** Returns the status and the public body of an error. The message of an unexpected error is never in it. */
export function toErrorBody(error: unknown, requestId: string): { status: ContentfulStatusCode; body: ErrorBody } {
  if (!(error instanceof ServiceError)) {
    const code = "server_error";
    const fields = { code, message: UNEXPECTED, doc_url: `/docs/errors/${code}`, request_id: requestId } as const;
    return { status: 500, body: { error: fields } };
  }
  const { code, message, issues, payload } = error;
  return {
    status: (error.status ?? ERROR_STATUS[code]) as ContentfulStatusCode,
    body: { error: { code, message, errors: issues, payload, doc_url: `/docs/errors/${code}`, request_id: requestId } },
  };
}

/** The call that failed. `path` is without the query, which can contain a session token. */
export interface FailedCall {
  requestId: string;
  method?: string;
  path?: string;
}

/** Logs a failed call: our own errors with their cause, the caller's errors in one line. */
export function reportError(error: unknown, call: FailedCall): void {
  const { status, body } = toErrorBody(error, call.requestId);
  // The logger redacts `code`, because OAuth uses that name for the authorization code.
  const line = { ...call, errorCode: body.error.code };
  if (body.error.code === "server_error") log().error({ ...line, err: error }, "call failed");
  else if (status >= 500) log().warn({ ...line, reason: body.error.message }, "call failed temporarily");
  else log().info(line, "call rejected");
}

/** Returns an error response in this API's format, for routes outside the API. */
export function toErrorResponse(error: unknown, requestId: string): Response {
  reportError(error, { requestId });
  const { status, body } = toErrorBody(error, requestId);
  return Response.json(body, { status, headers: { "cache-control": "no-store", [REQUEST_ID_HEADER]: requestId } });
}
