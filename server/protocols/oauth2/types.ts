import type { ClientCertificate } from "../io";

/** Where a token response has its values when it is not in the format of RFC 6749 §5.1. Paths are dotted: `authed_user.access_token`. */
export interface TokenResponseRules {
  accessToken?: string | undefined;
  /** Used when the first path is empty. */
  accessTokenAlt?: string | undefined;
  refreshToken?: string | undefined;
  /** `@jwt`: the `exp` claim of the token itself. */
  expiry?: string | undefined;
  /** `in`: a duration. `at`: a date, ISO 8601 or epoch. Default `in`. */
  expiryKind?: "in" | "at" | undefined;
  expiryUnit?: "s" | "ms" | undefined;
  /** Lifetime in seconds when the server sends none. Absent: no known expiry. */
  assumeExpiresIn?: number | undefined;
}

/** A token endpoint and how it differs from RFC 6749. */
export interface TokenEndpoint {
  url: string;
  method?: "POST" | "GET" | undefined;
  bodyFormat?: "form" | "json" | "query" | undefined;
  headers?: Record<string, string> | undefined;
  /** Sent with the code exchange in addition to the standard parameters. */
  params?: Record<string, string> | undefined;
  /** Standard parameter → the name this server expects, such as `client_id` → `client_key`. */
  rename?: Record<string, string> | undefined;
  /** The API the token is for (RFC 8707). */
  resource?: string | undefined;
  /** Sent in the TLS handshake (RFC 8705). */
  clientCertificate?: ClientCertificate | undefined;
  refreshUrl?: string | undefined;
  refreshMethod?: "POST" | "GET" | undefined;
  refreshParams?: Record<string, string> | undefined;
  response?: TokenResponseRules | undefined;
}

/** Tokens read from a response. */
export interface TokenSet {
  accessToken: string;
  refreshToken: string | null;
  /** Epoch milliseconds by our clock. Null: the server sends no lifetime. */
  expiresAt: number | null;
  scope: string | null;
  tokenType: string | null;
  raw: Record<string, unknown>;
}

/** Adds client authentication to a request to the token endpoint (RFC 6749 §2.3). */
export type ApplyClientAuth = (params: URLSearchParams, headers: Headers) => void;
