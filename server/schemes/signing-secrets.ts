import type { StoredCredentials } from "@/server/vault/credentials";
import { type IntegrationRow, openClientSecrets } from "@/server/vault/integration";
import type { SigningSecrets } from "./api-target";

/** The secrets with which requests of a connection are signed: the integration's own client and the connection's token. */
export async function signingSecrets(row: IntegrationRow, stored: StoredCredentials): Promise<SigningSecrets> {
  if (stored.type !== "OAUTH1" && stored.type !== "TBA") return {};
  const secrets = await openClientSecrets(row);
  const token =
    stored.type === "OAUTH1"
      ? { token: stored.oauth_token, secret: stored.oauth_token_secret }
      : { token: stored.tokenId ?? stored.token_id ?? "", secret: stored.tokenSecret ?? stored.token_secret ?? "" };
  return { consumer: { key: row.clientId ?? "", secret: secrets?.clientSecret ?? "" }, token };
}
