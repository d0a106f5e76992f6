import type { SchemeOf } from "../scheme";
import { issueJwt, issueWsse } from "./sign";

/** A signed statement that is the token (RFC 7519). */
export const signedJwt: SchemeOf<"signed_jwt"> = { client: "end_user", issue: issueJwt };

/** A password digest in each token (WS-Security UsernameToken). */
export const wsse: SchemeOf<"wsse"> = { client: "end_user", issue: issueWsse };
