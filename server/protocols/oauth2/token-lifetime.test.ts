import { describe, expect, it } from "vitest";
import { NOW } from "../testing/io";
import { readTokenResponse } from "./token-response";
import type { TokenResponseRules } from "./types";

const CENTURY_MS = 100 * 365 * 24 * 60 * 60 * 1000;
const SOON = NOW / 1000 + 60;

async function endOf(fields: Record<string, unknown> | string, rules?: TokenResponseRules): Promise<number | null> {
  const body = typeof fields === "string" ? fields : JSON.stringify({ access_token: "a", ...fields });
  return (await readTokenResponse(new Response(body), NOW, rules)).expiresAt;
}

/** Values that are not a lifetime. */
const NOTHING: unknown[] = [undefined, null, "", " ", "soon", "NaN", true, false, {}, [], [60], { toString: 1 }];

describe("the lifetime of a token (RFC 6749 §5.1)", () => {
  it.each([
    [60, 60_000],
    ["60", 60_000],
    [" 60 ", 60_000],
    [0.5, 500],
    [1, 1000],
    ["3.6e3", 3_600_000],
    [31_536_000, 31_536_000_000],
  ])("of %j counts from the time of receipt, by our own clock", async (expires_in, ms) => {
    expect(await endOf({ expires_in })).toBe(NOW + ms);
  });

  it.each(NOTHING)("is unknown for %j", async (expires_in) => {
    expect(await endOf({ expires_in })).toBeNull();
  });

  it.each([0, -1, "0", "-1", -0.1, -1e300])("of %j means that the token does not expire", async (expires_in) => {
    expect(await endOf({ expires_in })).toBeNull();
  });

  it.each([1e12, 1e300, "1e300", Number.MAX_SAFE_INTEGER])("of %j is capped at a century", async (expires_in) => {
    expect(await endOf({ expires_in })).toBe(NOW + CENTURY_MS);
  });

  it("is capped at a century when the server sends a larger number", async () => {
    expect(await endOf('{"access_token":"a","expires_in":1e999}')).toBe(NOW + CENTURY_MS);
  });

  it("may be in milliseconds", async () => {
    expect(await endOf({ expires_in: 60_000 }, { expiryUnit: "ms" })).toBe(NOW + 60_000);
  });

  it("may be in a form", async () => {
    expect(await endOf("access_token=a&expires_in=60")).toBe(NOW + 60_000);
  });

  it.each([...NOTHING, 0, -1])("is the catalog's default when the server sends %j", async (expires_in) => {
    expect(await endOf({ expires_in }, { assumeExpiresIn: 90 })).toBe(NOW + 90_000);
  });

  it("is the server's rather than the default when the server sends one", async () => {
    expect(await endOf({ expires_in: 60 }, { assumeExpiresIn: 90 })).toBe(NOW + 60_000);
  });
});

describe("the expiry of a token as a date", () => {
  const at = { expiry: "expires_at", expiryKind: "at" } as const;

  it.each([
    ["epoch seconds", SOON],
    ["epoch seconds as text", String(SOON)],
    ["ISO 8601", "2026-01-02T03:05:05Z"],
    ["ISO 8601 with milliseconds", "2026-01-02T03:05:05.000Z"],
    ["ISO 8601 with an offset", "2026-01-02T05:05:05+02:00"],
    ["RFC 1123", "Fri, 02 Jan 2026 03:05:05 GMT"],
  ])("may be %s", async (_name, expires_at) => {
    expect(await endOf({ expires_at }, at)).toBe(NOW + 60_000);
  });

  it("may be epoch milliseconds", async () => {
    expect(await endOf({ expires_at: NOW + 60_000 }, { ...at, expiryUnit: "ms" })).toBe(NOW + 60_000);
  });

  it("may be past, so the token is refreshed at once", async () => {
    expect(await endOf({ expires_at: NOW / 1000 - 60 }, at)).toBe(NOW - 60_000);
  });

  it.each([...NOTHING, 0, -1, -1e300, "0", "1969-12-31T23:59:59Z"])("is unknown for %j", async (expires_at) => {
    expect(await endOf({ expires_at }, at)).toBeNull();
    expect(await endOf({ expires_at }, { ...at, assumeExpiresIn: 90 })).toBe(NOW + 90_000);
  });

  it.each([1e300, "9999-12-31T23:59:59Z", Number.MAX_SAFE_INTEGER])(
    "of %j is capped at a century",
    async (expires_at) => {
      expect(await endOf({ expires_at }, at)).toBe(NOW + CENTURY_MS);
    },
  );

  it("is read only where the catalog says", async () => {
    expect(await endOf({ expires_at: SOON, expires_in: 30 })).toBe(NOW + 30_000);
    expect(await endOf({ expires_in: 30 }, at)).toBeNull();
  });
});

describe("the expiry in a token's own `exp` claim", () => {
  const token = (exp: unknown) => `h.${Buffer.from(JSON.stringify({ exp })).toString("base64url")}.s`;
  const ownEndOf = async (exp: unknown) => {
    const response = Response.json({ jwt: token(exp) });
    return (await readTokenResponse(response, NOW, { accessToken: "jwt", expiry: "@jwt" })).expiresAt;
  };

  it.each([
    [NOW / 1000 + 60, NOW + 60_000],
    [1e300, NOW + CENTURY_MS],
    [1e15, NOW + CENTURY_MS],
    ["soon", null],
    [null, null],
  ])("is a valid date for exp %j", async (exp, wanted) => expect(await ownEndOf(exp)).toBe(wanted));
});
