import { z } from "zod";
import { CLIENT, DEFAULT_SCOPE, PERSON_KEYS, type PersonKey, SCOPES } from "../fixtures";
import type { GrantRequest } from "../grants";
import { issuerOf, type Lab } from "../lab";
import { optional, repeatedParameter, scopesOf } from "../params";
import { ExpiresIn, Rotation, TokenScenario } from "../scenarios";

/** The lab's own parameters, sent with those of OAuth. Unknown names are rejected. */
const LabParameters = z.strictObject({
  lab_consent: z.enum(["allow", "deny"]).optional(),
  lab_person: z.enum(PERSON_KEYS).optional(),
  lab_expires_in: ExpiresIn.default(3600),
  lab_rotation: Rotation.default("strict"),
  lab_connection: z.string().max(255).optional(),
  lab_token: TokenScenario.default("ok"),
  lab_refresh: TokenScenario.default("ok"),
});

export interface AuthorizationRequest {
  grant: GrantRequest;
  /** Decides on the consent page without a click. */
  consent: "allow" | "deny" | undefined;
  person: PersonKey | undefined;
}

/** The result of reading an authorization request (RFC 6749 §4.1.2.1). */
export type ReadAuthorization =
  | { request: AuthorizationRequest }
  /** Report the error to the client, with a redirect. */
  | { redirect: URL }
  /** Show the error to the user only, because the caller may not be the client. */
  | { page: string };

/** Returns an authorization request, checked as strictly as the RFCs allow. */
export function readAuthorizationRequest(lab: Lab, query: URLSearchParams): ReadAuthorization {
  const redirectUri = optional(query, "redirect_uri");
  if (query.getAll("client_id").length !== 1 || query.get("client_id") !== CLIENT.id) {
    return { page: `The app sent an unknown client ID. The only registered client is "${CLIENT.id}".` };
  }
  if (query.getAll("redirect_uri").length !== 1 || !redirectUri || !isRegistered(lab, redirectUri)) {
    return {
      page: `The app's redirect URI isn't registered. It must start with ${lab.publicUrl}/oauth/callback.`,
    };
  }
  const state = optional(query, "state");
  const refuse = (error: string, description: string) => ({
    redirect: answerUrl(lab, { redirectUri, state }, { error, error_description: description }),
  });
  const problem = oauthProblem(query);
  if (problem) return refuse(...problem);
  const own = LabParameters.safeParse(Object.fromEntries([...query].filter(([name]) => name.startsWith("lab_"))));
  if (!own.success) return refuse("invalid_request", describe(own.error));
  return {
    request: {
      consent: own.data.lab_consent,
      person: own.data.lab_person,
      grant: {
        redirectUri,
        state,
        codeChallenge: query.get("code_challenge") ?? "",
        scope: scopesOf(query.get("scope") ?? "").join(" ") || DEFAULT_SCOPE,
        connection: own.data.lab_connection || null,
        expiresIn: own.data.lab_expires_in,
        rotation: own.data.lab_rotation,
        tokenScenario: own.data.lab_token,
        refreshScenario: own.data.lab_refresh,
      },
    },
  };
}

/** Returns the redirect URL with a response, `state` and `iss` (RFC 6749 §4.1.2, RFC 9207 §2). */
export function answerUrl(
  lab: Lab,
  to: { redirectUri: string; state: string | null },
  answer: Record<string, string>,
): URL {
  const url = new URL(to.redirectUri);
  const state: Record<string, string> = to.state === null ? {} : { state: to.state };
  for (const [name, value] of Object.entries({ ...answer, ...state, iss: issuerOf(lab) }))
    url.searchParams.set(name, value);
  return url;
}

/** Whether a URI is Keyhold's callback, with or without the segment of an integration. */
function isRegistered(lab: Lab, redirectUri: string): boolean {
  const registered = `${lab.publicUrl}/oauth/callback`;
  return redirectUri.startsWith(registered) && /^(\/[A-Za-z0-9_-]+)?$/.test(redirectUri.slice(registered.length));
}

function oauthProblem(query: URLSearchParams): [string, string] | null {
  const repeated = repeatedParameter(query);
  if (repeated) return ["invalid_request", `The parameter ${asciiName(repeated)} was sent more than once.`];
  if (!query.get("response_type")) return ["invalid_request", "response_type is missing."];
  if (query.get("response_type") !== "code") return ["unsupported_response_type", "response_type must be code."];
  if (!query.get("code_challenge")) return ["invalid_request", "code_challenge is missing. PKCE is required."];
  if (query.get("code_challenge_method") !== "S256") return ["invalid_request", "code_challenge_method must be S256."];
  if (!/^[A-Za-z0-9_-]{43}$/.test(query.get("code_challenge") ?? "")) {
    return ["invalid_request", "code_challenge is not a base64url-encoded SHA-256 hash."];
  }
  const known = Object.keys(SCOPES);
  const areKnown = scopesOf(query.get("scope") ?? "").every((scope) => known.includes(scope));
  return areKnown ? null : ["invalid_scope", `Unknown scope. The lab has these scopes: ${known.join(", ")}.`];
}

function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") return `The lab has no parameter ${asciiName(issue.keys[0] ?? "")}.`;
  return `The value of ${String(issue?.path[0])} is invalid. See /lab for the valid values.`;
}

function asciiName(name: string): string {
  return name.replace(/[^\w.-]/g, "?").slice(0, 60);
}
