import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { REQUEST_ID_HEADER } from "@/wire/auth";
import { ERROR_STATUS, type ErrorBody } from "@/wire/errors";

const UNEXPECTED =
  "Something went wrong on our side. Try again; if it stays, quote this request_id to whoever runs this instance.";

/** The public error body. Never contains the message of an unexpected error. */
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

/** Where a failure happened. `path` is without the query, which may carry a session token. */
export interface FailedCall {
  requestId: string;
  method?: string;
  path?: string;
}

/** Writes a failure into the log: what we broke loudly, with its cause; what the caller got wrong in one quiet line. */
export function reportError(error: unknown, call: FailedCall): void {
  const { status, body } = toErrorBody(error, call.requestId);
  // `code` is kept out of every log: it is what OAuth calls the authorization code.
  const line = { ...call, errorCode: body.error.code };
  if (body.error.code === "server_error") log().error({ ...line, err: error }, "a call failed");
  else if (status >= 500) log().warn({ ...line, reason: body.error.message }, "a call could not be answered now");
  else log().info(line, "a call was refused");
}

/** The answer to a failed call of a route outside this API that speaks its error format. */
export function toErrorResponse(error: unknown, requestId: string): Response {
  reportError(error, { requestId });
  const { status, body } = toErrorBody(error, requestId);
  return Response.json(body, { status, headers: { "cache-control": "no-store", [REQUEST_ID_HEADER]: requestId } });
}
