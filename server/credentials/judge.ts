import type { Scheme } from "@/providers/load";
import type { ConnectionRow } from "@/server/connections/record";
import type { ErrorCode } from "@/server/core/errors";
import { providerOf } from "@/server/integrations/record";
import { classifyTokenFailure, OAuthError, type TokenFailure } from "@/server/protocols/oauth2/errors";

/** What a failed renewal means. */
export interface Verdict {
  class: TokenFailure["kind"];
  /** The code callers see. */
  code: ErrorCode;
  status: number;
  /** Nothing but a new authorization, or a corrected client, brings the connection back. */
  isLost: boolean;
  /** For people: what happened. */
  reason: string;
  /** For people: what to do. */
  advice: string;
}

/** Schemes whose client is the end user's own: the team cannot correct it. */
const BRINGS_OWN_CLIENT: ReadonlySet<Scheme> = new Set(["oauth2_client_credentials", "oauth2_password", "jwt_bearer"]);
const HAS_REFRESH_TOKEN: ReadonlySet<Scheme> = new Set(["oauth2_code", "mcp_oauth", "mcp_oauth_discovery"]);

const LOST = { code: "invalid_credentials", status: 424, isLost: true } as const;
const PASSING = {
  code: "provider_unavailable",
  status: 503,
  isLost: false,
  advice: "The next read tries again.",
} as const;

/** Judges a failed renewal. Doubt never ends a connection. */
export function judge(row: ConnectionRow, error: unknown): Verdict {
  const { name, scheme } = providerOf(row);
  const said =
    error instanceof OAuthError ? ` It said: ${(error.description ?? error.error).replace(/\.+$/, "")}.` : "";
  const { kind } = classifyTokenFailure(error);
  if (kind === "bad_client" && BRINGS_OWN_CLIENT.has(scheme)) {
    const reason = `${name} refused the client id and secret the user entered.${said}`;
    return { ...LOST, class: "revoked_grant", reason, advice: "Ask the user to reconnect." };
  }
  switch (kind) {
    case "revoked_grant":
      if (!HAS_REFRESH_TOKEN.has(scheme)) {
        const reason = `${name} refused the credentials the user entered.${said}`;
        return { ...LOST, class: kind, reason, advice: "Ask the user to reconnect." };
      }
      return {
        ...LOST,
        class: kind,
        reason: `${name} refused the refresh token.${said}`,
        advice: "Ask the user to reconnect.",
      };
    case "bad_client": {
      const reason = `${name} refused the integration's client id and secret.${said}`;
      return {
        ...LOST,
        class: kind,
        reason,
        advice: "Correct them in the integration's settings, then read with force_refresh.",
      };
    }
    case "rate_limited":
      return { ...PASSING, class: kind, reason: `${name} asks to slow down.` };
    case "bad_answer":
      return { ...PASSING, class: kind, reason: `${name} gave an answer that holds no token.${said}` };
    case "outage":
      return { ...PASSING, class: kind, reason: `${name} could not be reached or failed.` };
  }
}
