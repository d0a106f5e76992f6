import { createHmac, randomBytes } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { putAt, toXml } from "./paths";

/** A response of the simulator. */
export interface Answer {
  status: number;
  headers?: [string, string][];
  /** JSON, or a string as is. */
  body?: unknown;
  type?: string;
}

export const json = (body: unknown, status = 200): Answer => ({ status, body });
export const redirect = (location: string): Answer => ({ status: 302, headers: [["location", location]] });

type Rules = NonNullable<Extract<Provider, { scheme: "token_exchange" }>["tokenResponse"]>;

/** A token to issue. */
export interface Issue {
  rules?: Rules | undefined;
  /** Seconds; if the entry assumes a lifetime, the response has none. */
  assumeExpiresIn?: number | undefined;
  token: string;
  refreshToken?: string | undefined;
  kept: Record<string, string>;
  format: "json" | "xml";
}

const LIFE_SECONDS = 3600;

/** A token with three parts and its expiry. */
export function jwtLike(id: string, expiresAt: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const data = `${part({ alg: "HS256", typ: "JWT" })}.${part({ jti: id, exp: Math.floor(expiresAt / 1000) })}`;
  return `${data}.${createHmac("sha256", randomBytes(32)).update(data).digest("base64url")}`;
}

function expiryValue({ expiryKind, expiryUnit }: Rules, now: number): string | number {
  const unit = expiryUnit === "ms" ? 1 : 1000;
  if (expiryKind !== "at") return (LIFE_SECONDS * 1000) / unit;
  const end = now + LIFE_SECONDS * 1000;
  return expiryUnit === undefined ? new Date(end).toISOString() : Math.floor(end / unit);
}

/** The expiry of a token issued now, in epoch milliseconds, if this entry's responses or defaults have one. */
export function endOf({ rules = {}, assumeExpiresIn }: Pick<Issue, "rules" | "assumeExpiresIn">, now: number): number {
  const isStated = assumeExpiresIn === undefined || rules.expiry !== undefined;
  return now + (isStated ? LIFE_SECONDS : (assumeExpiresIn ?? 0)) * 1000;
}

/** A token response in the format of the entry. */
export function tokenAnswer(
  { rules = {}, assumeExpiresIn, token, refreshToken, kept, format }: Issue,
  now: number,
): Answer {
  if (rules.accessToken === ".") return { status: 200, body: token, type: "text/plain" };
  let tree: unknown = {};
  const put = (path: string, value: unknown) => {
    tree = putAt(tree, path, value);
  };
  // If there are two places, test the second. Other entries test the first.
  put(rules.accessTokenAlt ?? rules.accessToken ?? "access_token", token);
  if (refreshToken !== undefined) put(rules.refreshToken ?? "refresh_token", refreshToken);
  if (rules.expiry !== "@jwt" && (assumeExpiresIn === undefined || rules.expiry !== undefined)) {
    put(rules.expiry ?? "expires_in", expiryValue(rules, now));
  }
  for (const [path, value] of Object.entries(kept)) put(path, value);
  const headers: [string, string][] = rules.cookies
    ? [
        ["set-cookie", `SESSION=${token.slice(-12)}; Path=/; HttpOnly; Secure`],
        ["set-cookie", "ROUTE=.node1; Path=/"],
      ]
    : [];
  if (format === "xml") return { status: 200, headers, body: `<?xml version="1.0"?>${toXml(tree)}`, type: "text/xml" };
  return { status: 200, headers, body: tree };
}

/** The cookies of a response as later requests send them. */
export function cookiesOf({ rules = {}, token }: Pick<Issue, "rules" | "token">): string | null {
  return rules.cookies ? `SESSION=${token.slice(-12)}; ROUTE=.node1` : null;
}
