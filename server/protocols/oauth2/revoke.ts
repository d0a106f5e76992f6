import type { Io } from "../io";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { webUrl } from "../web-url";
import type { ApplyClientAuth } from "./types";

const MAX_BYTES = 64 * 1024;
const TEMPORARY = new Set([408, 429]);
const UNSUPPORTED = new Set([404, 405]);

/** The result of a revocation. `said`: the provider's error message, plain text. */
export interface RevokeResult {
  kind: "revoked" | "unsupported" | "refused" | "unavailable";
  status: number | null;
  said: string | null;
}

/** A token to revoke. */
export interface RevokedToken {
  token: string;
  hint: "refresh_token" | "access_token";
}

function wordsOf(text: string | null): { error: string | null; said: string | null } {
  try {
    const answer = JSON.parse(text ?? "") as Record<string, unknown> | null;
    const error = plainText(answer?.error, 100);
    return { error, said: plainText(answer?.error_description) ?? error };
  } catch {
    return { error: null, said: null };
  }
}

function judge({ ok, status }: Response, error: string | null): RevokeResult["kind"] {
  if (ok) return "revoked";
  if (error === "unsupported_token_type" || UNSUPPORTED.has(status)) return "unsupported";
  return TEMPORARY.has(status) || status >= 500 ? "unavailable" : "refused";
}

/** Revokes a token. An unknown token counts as revoked (RFC 7009 §2.2). Never throws. @see RFC 7009 */
export async function revokeToken(
  endpoint: { url: string; rename?: Record<string, string> | undefined },
  applyClientAuth: ApplyClientAuth | null,
  { token, hint }: RevokedToken,
  io: Io,
): Promise<RevokeResult> {
  try {
    const headers = new Headers({ accept: "application/json", "content-type": "application/x-www-form-urlencoded" });
    const params = new URLSearchParams({ token, token_type_hint: hint });
    applyClientAuth?.(params, headers);
    const named = new URLSearchParams([...params].map(([name, value]) => [endpoint.rename?.[name] ?? name, value]));
    const init = { method: "POST", headers, body: named.toString(), redirect: "manual" } as const;
    const response = await io.fetch(webUrl(endpoint.url).href, init);
    const { error, said } = wordsOf(await readCapped(response, MAX_BYTES));
    return { kind: judge(response, error), status: response.status, said: response.ok ? null : said };
  } catch {
    return { kind: "unavailable", status: null, said: null };
  }
}
