import type { Provider } from "@/providers/load";
import { ServiceError } from "@/server/core/errors";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { StoredCredentials } from "@/server/vault/credentials";
import { issueAwsRole } from "./aws/role";
import { issueByLogIn } from "./login/login";
import { issueByClient } from "./oauth2/client-token";
import { issueJwt, issueWsse } from "./signed/sign";

/** What a credential is made from. */
export interface IssueInput {
  /** What the end user typed, by the names of the entry's credentials. */
  fields: Record<string, string>;
  /** Everything a template may name: configuration, moment, settings of the team, fields. */
  values: TemplateValues;
  connectionId: string;
  /** Tells one customer of the team from another, for AWS. */
  externalId: string;
  /** Of the token that is being replaced, where it has one. */
  refreshToken?: string | undefined;
}

/** A credential ready to be stored. */
export interface Issued {
  credentials: StoredCredentials;
  /** Epoch milliseconds. Null: no stated end. */
  expiresAt: number | null;
  /** Values of the answer that are kept with the connection. */
  kept: Record<string, string>;
}

function typed(type: "API_KEY" | "BASIC" | "TBA" | "NONE", fields: Record<string, string>): Issued {
  return { credentials: { ...fields, type } as StoredCredentials, expiresAt: null, kept: {} };
}

/**
 * Makes the credential of a provider that needs no trip of the browser: takes what was typed as it is, gets a token with it,
 * or signs one.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError, AssertionKeyError, TemplateError, TypeError;
 *   ServiceError `invalid_auth_mode` when the provider needs a trip.
 */
export async function issueCredentials(provider: Provider, input: IssueInput): Promise<Issued> {
  switch (provider.scheme) {
    case "api_key":
      return typed("API_KEY", input.fields);
    case "basic":
    case "request_signing":
      return typed("BASIC", input.fields);
    case "oauth1_tba":
      return typed("TBA", input.fields);
    case "none":
      return typed("NONE", {});
    case "aws_sigv4":
      return provider.signing.role === undefined ? typed("BASIC", input.fields) : issueAwsRole(provider, input);
    case "oauth2_client_credentials":
    case "oauth2_password":
      return issueByClient(provider, input);
    case "token_exchange":
    case "session_login":
    case "jwt_bearer":
    case "saml_bearer":
      return issueByLogIn(provider, input);
    case "signed_jwt":
      return issueJwt(provider, input);
    case "wsse":
      return issueWsse(provider, input);
    default:
      throw new ServiceError("invalid_auth_mode", `${provider.name} is connected at the provider, not by a form.`);
  }
}
