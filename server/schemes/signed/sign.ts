import type { ProviderOf } from "@/providers/load";
import { io } from "@/server/net";
import { signJwt } from "@/server/protocols/assertion/sign-jwt";
import { wsseToken } from "@/server/protocols/request-signing/wsse";
import { fillJson, fillTemplates, renderText, type TemplateValues } from "@/server/protocols/template/render";
import type { Issued, IssueInput } from "../scheme";

type Assertion = ProviderOf<"signed_jwt">["assertion"];

/** Signs the JWT that an entry describes. `expiresAt` is in epoch milliseconds. */
export function signAssertion(assertion: Assertion, values: TemplateValues): { token: string; expiresAt: number } {
  const now = io().now();
  const key = renderText(assertion.key, values);
  const token = signJwt(
    {
      alg: assertion.alg,
      key: assertion.keyFormat === "hex" ? `hex:${key}` : key,
      header: fillTemplates(assertion.headers, values),
      claims: fillJson(assertion.claims, values) as Record<string, unknown>,
      ttlSeconds: assertion.ttl,
    },
    now,
  );
  return { token, expiresAt: now + assertion.ttl * 1000 };
}

function issued(type: "JWT" | "SIGNATURE", fields: Record<string, string>, made: { token: string; expiresAt: number }) {
  const expires_at = new Date(made.expiresAt).toISOString();
  return {
    credentials: { type, fields, token: made.token, expires_at },
    expiresAt: made.expiresAt,
    kept: {},
  } satisfies Issued;
}

/** Issues a signed JWT that is sent as the token (RFC 7519). */
export async function issueJwt(provider: ProviderOf<"signed_jwt">, { fields, values }: IssueInput): Promise<Issued> {
  return issued("JWT", fields, signAssertion(provider.assertion, values));
}

/** Issues a password digest with nonce and time (WS-Security UsernameToken). */
export async function issueWsse(_provider: ProviderOf<"wsse">, { fields }: IssueInput): Promise<Issued> {
  const { username = "", password = "" } = fields;
  return issued("SIGNATURE", fields, wsseToken({ username, password }, io()));
}
