import { io } from "@/server/net";
import { OAuthError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import { verifyCredential } from "@/server/protocols/verify-call";
import { careOf, refreshCredentials } from "@/server/schemes";
import { apiOf } from "@/server/schemes/api-target";
import type { Issued } from "@/server/schemes/scheme";
import type { TemplateSubject } from "@/server/schemes/template-context";
import type { ConnectionRow } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { isInstallationHeld } from "@/server/vault/installation-held";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";

type Subject = TemplateSubject & { stored: StoredCredentials };

/** Tests a credential that can't be refreshed. @throws OAuthError when it is rejected, OAuthTransportError when there is no response. */
async function testCredential(row: ConnectionRow, subject: Subject): Promise<Issued> {
  const { integration, stored } = subject;
  const { verify } = providerOf(integration);
  if (!verify) throw new TypeError("The catalog entry has no call that tests a credential");
  const { target, values } = await apiOf(subject);
  const result = await verifyCredential({ ...target, call: verify }, values, io());
  if (result.kind === "accepted") return { credentials: stored, expiresAt: row.expiresAt?.getTime() ?? null, kept: {} };
  const { status, said } = result;
  if (status === null) throw new OAuthTransportError(new Error("No response"));
  // Only a 401 is about the credential itself. A 403 can have many causes.
  throw new OAuthError(status === 401 ? "invalid_grant" : `status_${status}`, said, status);
}

/**
 * Gets a new credential from the provider. If the stored one can't be refreshed, tests it and returns it unchanged.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError; ServiceError `unknown_provider_template`,
 *   `integration_not_configured`, `invalid_credentials`, `token_err`; AssertionKeyError, TemplateError, TypeError.
 */
export async function callProvider(
  row: ConnectionRow,
  integration: IntegrationRow,
  stored: StoredCredentials,
): Promise<Issued> {
  const provider = providerOf(integration);
  const { connectionId, connectionConfig } = row;
  const subject = { integration, connectionId, connectionConfig, stored };
  const care = careOf(provider, stored);
  if (care === "verify") return testCredential(row, subject);
  if (care === "none") throw new TypeError("This credential can't be refreshed without the end user");
  return refreshCredentials({ ...subject, isHeld: (name, id) => isInstallationHeld(row, name, id) });
}
