import type { SchemeOf } from "../scheme";
import { issueByLogin } from "./login";

/** A login of one or several requests with the typed values. */
export const tokenExchange: SchemeOf<"token_exchange"> = { client: "end_user", issue: issueByLogin };

/** A login that opens a session. */
export const sessionLogin: SchemeOf<"session_login"> = { client: "end_user", issue: issueByLogin };

/** A signed JWT that is exchanged for a token (RFC 7523). */
export const jwtBearer: SchemeOf<"jwt_bearer"> = { client: "end_user", issue: issueByLogin };

/** A signed SAML 2.0 assertion that is exchanged for a token (RFC 7522). */
export const samlBearer: SchemeOf<"saml_bearer"> = { client: "end_user", issue: issueByLogin };
