import type { ClientCertificate } from "../io";

/** Where values stand in a token answer that is not RFC 6749 §5.1's own shape. Paths are dotted: `authed_user.access_token`. */
export interface TokenResponseRules {
  accessToken?: string | undefined;
  /** Tried when the first path is empty. */
  accessTokenAlt?: string | undefined;
  refreshToken?: string | undefined;
  /** `@jwt`: the `exp` claim of the token itself. */
  expiry?: string | undefined;
  /** `in`: a duration. `at`: a date, ISO 8601 or epoch. Default `in`. */
  expiryKind?: "in" | "at" | undefined;
  expiryUnit?: "s" | "ms" | undefined;
  /** Seconds a token lives when the server states nothing. Absent: it has no stated end. */
  assumeExpiresIn?: number | undefined;
}

/** A token endpoint and how it departs from RFC 6749. */
export interface TokenEndpoint {
  url: string;
  method?: "POST" | "GET" | undefined;
  bodyFormat?: "form" | "json" | "query" | undefined;
  headers?: Record<string, string> | undefined;
  /** Sent with the code exchange beside the standard parameters. */
  params?: Record<string, string> | undefined;
  /** Standard parameter → the name this server wants, such as `client_id` → `client_key`. */
  rename?: Record<string, string> | undefined;
  /** The API the token is for (RFC 8707). */
  resource?: string | undefined;
  /** Shown in the TLS handshake (RFC 8705). */
  clientCertificate?: ClientCertificate | undefined;
  refreshUrl?: string | undefined;
  refreshMethod?: "POST" | "GET" | undefined;
  refreshParams?: Record<string, string> | undefined;
  response?: TokenResponseRules | undefined;
}

/** Tokens as read from an answer. */
export interface TokenSet {
  accessToken: string;
  refreshToken: string | null;
  /** Epoch milliseconds by our clock. Null: the server states no lifetime. */
  expiresAt: number | null;
  scope: string | null;
  tokenType: string | null;
  raw: Record<string, unknown>;
}

/** Puts the client's proof of identity on a request to the token endpoint (RFC 6749 §2.3). */
export type ApplyClientAuth = (params: URLSearchParams, headers: Headers) => void;
