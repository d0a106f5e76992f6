// Constants only, without zod: browser code imports this file.

/** Prefix of a connect session's token. API keys never have it, so the prefix shows which of the two a token is. */
export const SESSION_TOKEN_PREFIX = "nango_connect_session_";
export const SESSION_TOKEN_PATTERN = /^nango_connect_session_[0-9a-f]{64}$/;

/** The query parameter that carries a session token where a browser can't send headers. Source: wire protocol §4. */
export const SESSION_TOKEN_QUERY = "connect_session_token";

/** Identifies a call, in the response and in the log. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Names the environment of a dashboard call. */
export const ENVIRONMENT_HEADER = "x-keyhold-environment";
