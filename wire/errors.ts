import { z } from "zod";

/** Every error code of the public API with its usual HTTP status. Each code has a page in `docs/errors`. */
export const ERROR_STATUS = {
  // The request
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
  // Who is calling
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
  // Integrations and connections
  unknown_provider_config: 404,
  unknown_provider_template: 404,
  unknown_connection: 404,
  invalid_auth_mode: 400,
  integration_not_allowed: 400,
  integration_not_configured: 400,
  invalid_connection: 400,
  connection_test_failed: 400,
  // The OAuth flow
  state_err: 400,
  state_cookie_err: 400,
  callback_err: 400,
  issuer_err: 400,
  access_denied: 400,
  token_err: 400,
  invalid_client: 400,
  provider_unavailable: 503,
  provider_rate_limited: 503,
  // Reading a credential
  invalid_credentials: 424,
  refresh_pending: 503,
  integration_client_refused: 424,
  installation_pending: 424,
  missing_scope: 424,
  template_err: 424,
  // Keyhold itself
  server_error: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

export const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

/** One invalid field. */
export const Issue = z.strictObject({
  code: z.string().describe("What is wrong with the field, as a code."),
  message: z.string().describe("What is wrong with the field, as a sentence."),
  path: z.array(z.string()).describe("Path of the field in the request."),
});
export type Issue = z.output<typeof Issue>;

/** The body of every error response. */
export const ErrorBody = z
  .strictObject({
    error: z
      .strictObject({
        code: z.enum(ERROR_CODES).describe("What went wrong. `doc_url` explains each code."),
        message: z.string().describe("What went wrong and what to do, for people."),
        errors: z.array(Issue).optional().describe("The invalid fields. Absent: the error isn't about fields."),
        payload: z.unknown().optional().describe("Details of the error, such as the connection it affects."),
        doc_url: z.string().describe("Path of the page about this code, on this instance."),
        request_id: z.string().describe("ID of this call in the instance's log."),
      })
      .describe("Why the call failed."),
  })
  .meta({ id: "Error" });
export type ErrorBody = z.output<typeof ErrorBody>;
