import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../testing/random";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "./errors";
import { readTokenResponse } from "./token-response";
import type { TokenResponseRules } from "./types";

const RUNS = 20_000;
const NAMES = [
  ...["access_token", "refresh_token", "expires_in", "expires_at", "scope", "token_type", "error", "ok", "data"],
  ...["error_description", "message", "__proto__", "constructor", "toString", "valueOf", "length", "authed_user", ""],
];
const VALUES: unknown[] = [
  ...["a", "", " ", "a\r\nb", "\0", "\ud800", "é\u{1f511}", "invalid_grant", "60", "-1", "1e999"],
  ...[0, 60, -1, 0.5, 1e300, -1e300, 1e-320, true, false, null, [], {}, [null], "2026-01-02", "9999-99-99", "NaN"],
];
const RULES: TokenResponseRules[] = [
  {},
  { expiry: "expires_at", expiryKind: "at" },
  { expiry: "expires_at", expiryKind: "at", expiryUnit: "ms", assumeExpiresIn: 60 },
  { accessToken: "data.access_token", accessTokenAlt: "authed_user.access_token", refreshToken: "data.0" },
  { accessToken: "__proto__.access_token", refreshToken: "constructor.name", expiry: "data.expires_in.length" },
];
const STATUSES = [200, 200, 200, 200, 201, 302, 400, 401, 429, 500];
const TYPES = ["application/json", "application/x-www-form-urlencoded", "text/html", ""];
const SIGNS = [...'{}[]":,&=%+<>\\ \n\0é0a', "\ufeff", "\ud800"];

function randomValue(random: Random, depth = 0): unknown {
  if (depth > 3 || random.below(3) > 0) return random.of(VALUES);
  const inner = () => randomValue(random, depth + 1);
  if (random.below(3) === 0) return Array.from({ length: random.below(3) }, inner);
  return Object.fromEntries(Array.from({ length: random.below(5) }, () => [random.of(NAMES), inner()]));
}

function randomBody(random: Random): string {
  const fields = Array.from({ length: random.below(6) }, () => [random.of(NAMES), randomValue(random)] as const);
  const kind = random.below(10);
  if (kind === 0) return Array.from({ length: random.below(60) }, () => random.of(SIGNS)).join("");
  if (kind === 1) return JSON.stringify(randomValue(random));
  if (kind === 2)
    return fields.map(([name, value]) => `${name}=${value === null ? "" : JSON.stringify(value)}`).join("&");
  if (kind === 3) return new URLSearchParams(fields.map(([name, value]) => [name, JSON.stringify(value)])).toString();
  const json = JSON.stringify(Object.fromEntries([["access_token", "a"], ...fields]));
  if (kind > 5) return json;
  const at = random.below(json.length);
  return `${json.slice(0, at)}${random.of(SIGNS)}${json.slice(at + random.below(4))}`;
}

/** What is wrong with an outcome. Null: nothing. */
function complaint(outcome: unknown, receivedAt: number): string | null {
  if (outcome instanceof Error) {
    const isOurs = [OAuthError, OAuthResponseError, OAuthTransportError].some((kind) => outcome instanceof kind);
    return isOurs ? null : `threw ${outcome}`;
  }
  const { accessToken, refreshToken, expiresAt } = outcome as Awaited<ReturnType<typeof readTokenResponse>>;
  if (typeof accessToken !== "string" || accessToken === "") return `returned the token ${JSON.stringify(accessToken)}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  if (/[\u0000-\u001f\u007f]/.test(accessToken)) return "returned a token with control characters";
  if (refreshToken === "") return "returned an empty refresh token";
  if (expiresAt === null || (expiresAt > 0 && expiresAt <= receivedAt + 101 * 365 * 86_400_000)) return null;
  return `returned the expiry ${expiresAt}`;
}

describe("any response at all", () => {
  it(`yields a valid token or one of our errors: ${RUNS} bodies`, async () => {
    const random = createRandom(20_260_102);
    const complaints: string[] = [];
    let tokens = 0;
    for (let run = 0; run < RUNS; run++) {
      const body = randomBody(random);
      const status = random.of(STATUSES);
      const response = new Response(body, { status, headers: { "content-type": random.of(TYPES) } });
      const outcome = await readTokenResponse(response, 1_000_000, random.of(RULES)).catch((error: unknown) => error);
      const wrong = complaint(outcome, 1_000_000);
      if (wrong) complaints.push(`${wrong} for ${body.slice(0, 200)}`);
      if (!(outcome instanceof Error)) tokens++;
    }
    expect(complaints).toEqual([]);
    // Both outcomes must be common, or the test would show nothing.
    expect(tokens).toBeGreaterThan(RUNS / 20);
    expect(tokens).toBeLessThan(RUNS / 2);
  });
});
