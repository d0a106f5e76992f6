import type { SchemeOf } from "../scheme";
import { issueByLogin } from "./login";

/** A login of one or several requests with what the end user typed. */
export const tokenExchange: SchemeOf<"token_exchange"> = { client: "end_user", issue: issueByLogin };

/** A login that opens a session. */
export const sessionLogin: SchemeOf<"session_login"> = { client: "end_user", issue: issueByLogin };

/** A signed statement exchanged for a token (RFC 7523). */
export const jwtBearer: SchemeOf<"jwt_bearer"> = { client: "end_user", issue: issueByLogin };

/** A signed SAML 2.0 statement exchanged for a token (RFC 7522). */
export const samlBearer: SchemeOf<"saml_bearer"> = { client: "end_user", issue: issueByLogin };
