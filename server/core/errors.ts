/** Every code the public API can answer with. Each has a page in `docs/errors`. */
export const ERROR_CODES = [
  // The request
  "invalid_body",
  "invalid_query_params",
  "invalid_uri_params",
  "invalid_headers",
  "invalid_json",
  "invalid_content_type",
  "request_too_large",
  "not_found",
  "conflict",
  "forbidden",
  "resource_capped",
  "too_many_request",
  "feature_disabled",
  // Who is asking
  "missing_auth_header",
  "malformed_auth_header",
  "unknown_api_key",
  "expired_api_key",
  "invalid_connect_session_token_format",
  "unknown_connect_session_token",
  "connect_session_expired",
  "connect_session_used",
  "unauthenticated",
  "invalid_sign_in",
  // Integrations and connections
  "unknown_provider_config",
  "unknown_provider_template",
  "unknown_connection",
  "invalid_auth_mode",
  "integration_not_allowed",
  "integration_not_configured",
  "invalid_connection",
  "connection_test_failed",
  // The trip to the provider and back
  "state_err",
  "state_cookie_err",
  "callback_err",
  "issuer_err",
  "access_denied",
  "token_err",
  "invalid_client",
  "provider_unavailable",
  "provider_rate_limited",
  // Reading a credential
  "invalid_credentials",
  "refresh_pending",
  "integration_client_refused",
  "installation_pending",
  "missing_scope",
  // Ourselves
  "server_error",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One refused field: where it stands and what is wrong with it. */
export interface Issue {
  code: string;
  message: string;
  path: string[];
}

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
