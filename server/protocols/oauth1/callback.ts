import { CallbackError } from "../oauth2/callback";

export type OAuth1Callback =
  | { kind: "verifier"; token: string; verifier: string }
  | { kind: "denied"; token: string | null };

/** Reads the parameters of a callback. @throws CallbackError for repeated or missing parameters. @see RFC 5849 §2.2 */
export function readOAuth1Callback(params: URLSearchParams): OAuth1Callback {
  const names = [...params.keys()];
  if (new Set(names).size !== names.length) throw new CallbackError("malformed", "it repeats a parameter.");
  const token = params.get("oauth_token");
  const verifier = params.get("oauth_verifier");
  if (params.has("denied") || params.get("oauth_problem") === "user_refused") {
    return { kind: "denied", token: params.get("denied") ?? token };
  }
  if (!token || !verifier) throw new CallbackError("malformed", "it has no verifier.");
  return { kind: "verifier", token, verifier };
}
