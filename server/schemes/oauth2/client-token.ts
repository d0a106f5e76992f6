import type { ProviderOf } from "@/providers/load";
import { io } from "@/server/net";
import { clientCertificate } from "@/server/protocols/assertion/client-certificate";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import { requestClientCredentials } from "@/server/protocols/oauth2/client-credentials";
import { requestPasswordGrant } from "@/server/protocols/oauth2/password-grant";
import { privateKeyJwt } from "@/server/protocols/oauth2/private-key-jwt";
import type { ApplyClientAuth } from "@/server/protocols/oauth2/types";
import { keptValues } from "../kept-values";
import type { Issued, IssueInput } from "../scheme";
import { tokenEndpoint } from "./token-endpoint";

type ClientProvider = ProviderOf<"oauth2_client_credentials" | "oauth2_password">;

/** Returns how the end user's client authenticates. The entry decides which of the two field names it uses. */
function clientAuth(provider: ClientProvider, { values }: IssueInput, audience: string): ApplyClientAuth {
  const id = values.client_id ?? values.username ?? "";
  if (provider.clientAuth === "private_key_jwt") {
    const { client_private_key: key = "", keyId } = values;
    return privateKeyJwt({ clientId: id, key, alg: "RS256", keyId, audience }, io());
  }
  return clientAuthFor(provider.clientAuth, id, values.client_secret ?? values.password ?? "");
}

function scopeOf(provider: ClientProvider, { values }: IssueInput): string | null {
  const asked = values.oauth_scopes?.split(/[\s,]+/).filter(Boolean);
  return (asked ?? provider.defaultScopes ?? []).join(provider.scopeSeparator) || null;
}

/** Gets a token with the end user's client, or with their username and password. @see RFC 6749 §4.3, §4.4; RFC 8705 */
export async function issueByClient(provider: ClientProvider, input: IssueInput): Promise<Issued> {
  const { values, fields } = input;
  const endpoint = tokenEndpoint(provider, values);
  const { client_certificate: cert, client_private_key: key } = values;
  const needsCertificate = provider.scheme === "oauth2_client_credentials" && provider.clientCertificate;
  const target =
    needsCertificate && cert && key
      ? { ...endpoint, clientCertificate: clientCertificate(cert, key, io().now()) }
      : endpoint;
  const applyClientAuth = clientAuth(provider, input, endpoint.url);
  const scope = scopeOf(provider, input);
  const tokens =
    provider.scheme === "oauth2_password"
      ? await requestPasswordGrant(
          target,
          applyClientAuth,
          { username: values.username ?? "", password: values.password ?? "", scope },
          io(),
        )
      : await requestClientCredentials(target, applyClientAuth, scope, io());
  return {
    credentials: {
      type: "OAUTH2_CC",
      fields,
      token: tokens.accessToken,
      ...(tokens.expiresAt !== null && { expires_at: new Date(tokens.expiresAt).toISOString() }),
      raw: tokens.raw,
    },
    expiresAt: tokens.expiresAt,
    kept: keptValues(provider, { token: tokens.raw }),
  };
}
