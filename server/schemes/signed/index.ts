import type { SchemeOf } from "../scheme";
import { issueJwt, issueWsse } from "./sign";

/** A signed JWT that is sent as the token (RFC 7519). */
export const signedJwt: SchemeOf<"signed_jwt"> = { client: "end_user", issue: issueJwt };

/** A token with a password digest (WS-Security UsernameToken). */
export const wsse: SchemeOf<"wsse"> = { client: "end_user", issue: issueWsse };
