import { ServiceError } from "@/server/core/errors";
import { log } from "@/server/core/log";
import { io } from "@/server/net";
import { AssertionKeyError } from "@/server/protocols/assertion/private-key";
import { callApi } from "@/server/protocols/call-api";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import { revokeToken } from "@/server/protocols/oauth2/revoke";
import { TemplateError } from "@/server/protocols/template/parse";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import { apiOf } from "./api-target";
import { credentialValues, oauth2Grant } from "./credentials";
import { oauth2ClientOf } from "./oauth2/client";
import { type TemplateSubject, templateContext } from "./template-context";

/** The result of revoking a connection's tokens. */
export interface Revoked {
  /**
   * `none`: there was nothing to revoke, or no way to. `unavailable`: the provider didn't respond. `unbuildable`: the request
   * couldn't be built from the entry's template and this connection's values.
   */
  kind: "revoked" | "unsupported" | "refused" | "unavailable" | "unbuildable" | "none";
  /** HTTP status of the provider's response. */
  status: number | null;
  /** The provider's error message, or what is wrong with the template. */
  said: string | null;
}

type Subject = TemplateSubject & { stored: StoredCredentials };

const NOTHING: Revoked = { kind: "none", status: null, said: null };

/** Returns the token to revoke: the refresh token if there is one, because that revokes the grant (RFC 7009 §2.1). */
function tokenOf(stored: StoredCredentials): { token: string; hint: "refresh_token" | "access_token" } | null {
  const refreshToken = oauth2Grant(stored)?.refresh_token;
  if (refreshToken) return { token: refreshToken, hint: "refresh_token" };
  const { token } = credentialValues(stored);
  return token ? { token, hint: "access_token" } : null;
}

async function withCredential(subject: Subject, call: { method: string; url: string }): Promise<Revoked> {
  const { target, values } = await apiOf(subject);
  const { kind, status, said } = await callApi(target, call, values, io());
  return { kind: kind === "ok" ? "revoked" : kind, status, said };
}

async function revoke(subject: Subject): Promise<Revoked> {
  const { integration, stored } = subject;
  const held = tokenOf(stored);
  if (!held) return NOTHING;
  const grant = oauth2Grant(stored);
  if (grant?.client) {
    const { revoke_url: url, id, secret = "", method } = grant.client;
    return url ? revokeToken({ url }, clientAuthFor(method, id, secret), held, io()) : NOTHING;
  }
  const rules = providerOf(integration).revoke;
  if (!rules) return NOTHING;
  if (rules.by === "bearer") return withCredential(subject, rules);
  const values = await templateContext(subject);
  const client = grant && (await oauth2ClientOf(integration, values, grant));
  return revokeToken({ url: renderUrl(rules.url, values) }, client?.applyClientAuth ?? null, held, io());
}

/**
 * Revokes the tokens of a connection, where the provider supports it. Never throws: a connection is deleted whatever the
 * provider returns. @see RFC 7009
 */
export async function revokeCredentials(subject: Subject): Promise<Revoked> {
  try {
    return await revoke(subject);
  } catch (error) {
    // Failures of the call itself are returned as `unavailable`: whatever is thrown happened before it.
    const isExpected =
      error instanceof TemplateError || error instanceof AssertionKeyError || error instanceof ServiceError;
    const { provider } = subject.integration;
    if (!isExpected) log().error({ err: error, provider }, "could not build the call that revokes a token");
    return { kind: "unbuildable", status: null, said: isExpected ? error.message : null };
  }
}
