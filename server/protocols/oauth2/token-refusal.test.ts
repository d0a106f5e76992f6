import { describe, expect, it } from "vitest";
import { NOW } from "../testing/io";
import { OAuthError, OAuthResponseError } from "./errors";
import { readTokenResponse } from "./token-response";

async function refusal(body: unknown, status = 400, headers: Record<string, string> = {}): Promise<unknown> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readTokenResponse(new Response(text, { status, headers }), NOW).catch((error: unknown) => error);
}

/** Error responses of servers, and the error and description read from them. */
const SHAPES: [string, unknown, string, string | null][] = [
  [
    "RFC 6749",
    { error: "invalid_grant", error_description: "Code expired.", error_uri: "https://a" },
    "invalid_grant",
    "Code expired.",
  ],
  ["RFC 6749 without a description", { error: "invalid_client" }, "invalid_client", null],
  [
    "GitHub",
    { error: "bad_verification_code", error_description: "The code is incorrect.", error_uri: "https://docs" },
    "bad_verification_code",
    "The code is incorrect.",
  ],
  [
    "GitHub as a form",
    "error=bad_refresh_token&error_description=It+is+expired.",
    "bad_refresh_token",
    "It is expired.",
  ],
  ["Slack", { ok: false, error: "invalid_refresh_token" }, "invalid_refresh_token", null],
  ["Slack without an error", { ok: false }, "error", null],
  [
    "Facebook",
    { error: { message: "The code was used.", type: "OAuthException", code: 100, fbtrace_id: "x" } },
    "OAuthException",
    "The code was used.",
  ],
  ["Google APIs", { error: { code: 401, message: "Wrong key.", status: "UNAUTHENTICATED" } }, "401", "Wrong key."],
  ["Intercom", { error: "not_found", message: "Code not found." }, "not_found", "Code not found."],
  ["LinkedIn", { error: "invalid_request", error_message: "Missing code." }, "invalid_request", "Missing code."],
  ["a status alone", { error: { status: "denied" } }, "denied", null],
  ["an empty object", { error: {} }, "error", null],
  ["a list", { error: ["expired"] }, "error", null],
  ["nested too deep", { error: { type: { a: 1 }, message: { b: 2 } } }, "error", null],
  [
    "a description that is not a string",
    { error: "invalid_grant", error_description: { a: 1 } },
    "invalid_grant",
    null,
  ],
];

describe.each([200, 400, 401])("a refusal with status %i (RFC 6749 §5.2)", (status) => {
  it.each(SHAPES)("is read in the format of %s", async (_who, body, error, description) => {
    expect(await refusal(body, status)).toEqual(new OAuthError(error, description, status));
  });

  it("takes precedence over tokens in the same response", async () => {
    expect(await refusal({ error: "invalid_scope", access_token: "a" }, status)).toEqual(
      new OAuthError("invalid_scope", null, status),
    );
  });
});

describe("a response that is not a refusal", () => {
  it.each([{ error: null }, { error: "" }, { error: 0 }, { error: false }, { ok: true }, { ok: null }, { ok: "no" }])(
    "may have %j next to a token",
    async (fields) => {
      const tokens = await readTokenResponse(new Response(JSON.stringify({ access_token: "a", ...fields })), NOW);
      expect(tokens.accessToken).toBe("a");
    },
  );
});

describe("the description of a refusal", () => {
  it("has no control characters and no lone surrogates", async () => {
    const body = { error: "bad\r\ncode\0", error_description: "a\u001b[2J\u2028b\ud800" };
    expect(await refusal(body)).toEqual(new OAuthError("bad code ", "a [2J b\ufffd", 400));
  });

  it("is truncated", async () => {
    const body = { error: "e".repeat(1000), error_description: "d".repeat(1000) };
    expect(await refusal(body)).toEqual(new OAuthError("e".repeat(100), "d".repeat(500), 400));
  });

  it("is not in the error's message, which may be logged", async () => {
    const error = (await refusal({ error: "invalid_grant", error_description: "SECRET" })) as Error;
    expect(error.message).toBe("The authorization server refused the request: invalid_grant");
  });
});

describe("the wait a server asks for (RFC 9110 §10.2.3)", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["-5", 0],
    ["Fri, 02 Jan 2026 03:05:05 GMT", 60_000],
    ["Fri, 02 Jan 2026 03:04:04 GMT", 0],
    ["soon", null],
    ["Infinity", null],
    ["NaN", null],
  ])("of %j is %j ms", async (value, retryAfterMs) => {
    const headers = { "retry-after": value };
    expect(await refusal({ error: "slow_down" }, 429, headers)).toEqual(
      new OAuthError("slow_down", null, 429, retryAfterMs),
    );
    expect(await refusal("<h1>busy</h1>", 503, headers)).toEqual(
      new OAuthResponseError("it has status 503", 503, retryAfterMs),
    );
  });

  it("is null when the header is absent", async () => {
    expect(await refusal({ error: "slow_down" }, 429)).toEqual(new OAuthError("slow_down", null, 429, null));
  });
});
