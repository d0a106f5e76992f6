import { io } from "@/server/net";
import { callApi } from "@/server/protocols/call-api";
import { clientAuthFor } from "@/server/protocols/oauth2/client-auth";
import { revokeToken } from "@/server/protocols/oauth2/revoke";
import type { ApplyClientAuth } from "@/server/protocols/oauth2/types";
import type { TemplateValues } from "@/server/protocols/template/render";
import { renderUrl } from "@/server/protocols/template/render-url";
import type { StoredCredentials } from "@/server/vault/credentials";
import { templateValues } from "@/server/vault/credentials";
import { type IntegrationRow, providerOf } from "@/server/vault/integration";
import { apiTargetOf } from "./api-target";
import { oauth2ClientOf } from "./oauth2/client";
import { signingSecrets } from "./signing-secrets";

/** How giving a token back went. `none`: there was nothing to give back, or no way to. */
export interface Revoked {
  kind: "revoked" | "unsupported" | "refused" | "unavailable" | "none";
  /** Of the provider's answer. */
  status: number | null;
  said: string | null;
}

const NOTHING: Revoked = { kind: "none", status: null, said: null };

/** The token whose end ends the grant: the refresh token where there is one (RFC 7009 §2.1). */
function tokenOf(stored: StoredCredentials): { token: string; hint: "refresh_token" | "access_token" } | null {
  if (stored.type === "OAUTH2" && stored.refresh_token) return { token: stored.refresh_token, hint: "refresh_token" };
  const { token } = templateValues(stored);
  return token ? { token, hint: "access_token" } : null;
}

async function authOf(
  row: IntegrationRow,
  values: TemplateValues,
  stored: StoredCredentials,
): Promise<ApplyClientAuth | null> {
  if (stored.type !== "OAUTH2") return null;
  return (await oauth2ClientOf(row, values, stored)).applyClientAuth;
}

async function byBearer(
  row: IntegrationRow,
  call: { method: string; url: string },
  values: TemplateValues,
  stored: StoredCredentials,
): Promise<Revoked> {
  const target = apiTargetOf(providerOf(row), values, await signingSecrets(row, stored));
  const { kind, status, said } = await callApi(target, call, values, io());
  return { kind: kind === "ok" ? "revoked" : kind, status, said };
}

/**
 * Gives the tokens of a connection back to the provider, where it takes them. Never throws: a connection is deleted whatever
 * its provider says. @see RFC 7009
 */
export async function revokeCredentials(
  row: IntegrationRow,
  stored: StoredCredentials,
  values: TemplateValues,
): Promise<Revoked> {
  try {
    const held = tokenOf(stored);
    if (!held) return NOTHING;
    const all = { ...values, ...templateValues(stored) };
    if (stored.type === "OAUTH2" && stored.client) {
      const { revoke_url: url, id, secret = "", method } = stored.client;
      return url ? await revokeToken({ url }, clientAuthFor(method, id, secret), held, io()) : NOTHING;
    }
    const { revoke } = providerOf(row);
    if (!revoke) return NOTHING;
    if (revoke.by === "bearer") return await byBearer(row, revoke, all, stored);
    return await revokeToken({ url: renderUrl(revoke.url, all) }, await authOf(row, all, stored), held, io());
  } catch {
    return { kind: "unavailable", status: null, said: null };
  }
}
