// Constants only, without zod: pages in the browser import this file.

/** What the token of a connect session begins with. An API key never does, so a token's form says which of the two it is. */
export const SESSION_TOKEN_PREFIX = "nango_connect_session_";
export const SESSION_TOKEN_PATTERN = /^nango_connect_session_[0-9a-f]{64}$/;

/** The query parameter that carries a session token where a browser can't send headers. Source: wire protocol §4. */
export const SESSION_TOKEN_QUERY = "connect_session_token";

/** Identifies a call, in the response and in the log. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Names the environment that a call of the dashboard is about. */
export const ENVIRONMENT_HEADER = "x-keyhold-environment";
