import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type ErrorCode, type Issue, ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";

/** The usual status of each code. A `ServiceError` may carry another where the wire protocol asks for it. */
export const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  invalid_body: 400,
  invalid_query_params: 400,
  invalid_uri_params: 400,
  invalid_headers: 400,
  invalid_json: 400,
  invalid_content_type: 415,
  request_too_large: 413,
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  resource_capped: 400,
  too_many_request: 429,
  feature_disabled: 403,
  missing_auth_header: 401,
  malformed_auth_header: 401,
  unknown_api_key: 401,
  expired_api_key: 401,
  invalid_connect_session_token_format: 401,
  unknown_connect_session_token: 401,
  connect_session_expired: 401,
  connect_session_used: 401,
  unauthenticated: 401,
  invalid_sign_in: 401,
  unknown_provider_config: 404,
  unknown_provider_template: 404,
  unknown_connection: 404,
  invalid_auth_mode: 400,
  integration_not_allowed: 400,
  integration_not_configured: 400,
  invalid_connection: 400,
  connection_test_failed: 400,
  state_err: 400,
  state_cookie_err: 400,
  callback_err: 400,
  issuer_err: 400,
  access_denied: 400,
  token_err: 400,
  invalid_client: 400,
  provider_unavailable: 503,
  provider_rate_limited: 503,
  invalid_credentials: 424,
  refresh_pending: 503,
  integration_client_refused: 424,
  installation_pending: 424,
  missing_scope: 424,
  server_error: 500,
};

const UNEXPECTED =
  "Something went wrong on our side. Try again; if it stays, quote this request_id to whoever runs this instance.";

/** What every failed answer holds. */
export interface ErrorBody {
  error: {
    code: ErrorCode;
    message: string;
    errors?: Issue[] | undefined;
    payload?: unknown;
    doc_url: string;
    request_id: string;
  };
}

/** The public error body. Never contains the message of an unexpected error. */
export function toErrorBody(error: unknown, requestId: string): { status: ContentfulStatusCode; body: ErrorBody } {
  if (!(error instanceof ServiceError)) {
    const code = "server_error";
    const fields = { code, message: UNEXPECTED, doc_url: `/docs/errors/${code}`, request_id: requestId } as const;
    return { status: 500, body: { error: fields } };
  }
  const { code, message, issues, payload } = error;
  return {
    status: (error.status ?? STATUS[code]) as ContentfulStatusCode,
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
  return Response.json(body, { status, headers: { "cache-control": "no-store", "x-request-id": requestId } });
}

export { readJsonBody } from "./json-request";
