/** Error codes of RFC 6749 §5.2 and its extensions. */
export type RefusalCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope";

/** An error response of the authorization server (RFC 6749 §5.2). */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: 400 | 401;
  readonly headers: Record<string, string>;

  constructor(code: RefusalCode, description: string, headers: Record<string, string> = {}) {
    super(description);
    this.name = "Refusal";
    this.code = code;
    this.status = code === "invalid_client" ? 401 : 400;
    this.headers = headers;
  }

  /** The body of RFC 6749 §5.2. */
  get body() {
    return { error: this.code, error_description: this.message };
  }
}
