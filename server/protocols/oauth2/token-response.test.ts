import { describe, expect, it } from "vitest";
import { inPieces, NOW } from "../testing/io";
import { OAuthResponseError } from "./errors";
import { readTokenResponse } from "./token-response";
import type { TokenResponseRules } from "./types";

const FORM = "application/x-www-form-urlencoded";

function read(body: unknown, rules?: TokenResponseRules, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readTokenResponse(new Response(text, { headers }), NOW, rules);
}

/** The error for a response that must not be used. */
async function refusal(response: Response): Promise<unknown> {
  return readTokenResponse(response, NOW).catch((error: unknown) => error);
}

const ANSWER = { access_token: "a", token_type: "Bearer", expires_in: 60, refresh_token: "r", scope: "read write" };
const TOKENS = {
  accessToken: "a",
  refreshToken: "r",
  expiresAt: NOW + 60_000,
  scope: "read write",
  tokenType: "Bearer",
  raw: ANSWER,
};

describe("a token response (RFC 6749 §5.1)", () => {
  it("is read completely", async () => {
    expect(await read(ANSWER)).toEqual(TOKENS);
  });

  it("needs only an access token", async () => {
    expect(await read({ access_token: "a" })).toEqual({
      accessToken: "a",
      refreshToken: null,
      expiresAt: null,
      scope: null,
      tokenType: null,
      raw: { access_token: "a" },
    });
  });

  it.each(["text/html", "text/plain;charset=utf-8", "application/json", FORM, ""])(
    "may be JSON with any content type: %j",
    async (type) => expect(await read(ANSWER, {}, { "content-type": type })).toEqual(TOKENS),
  );

  it("may start with a byte order mark (RFC 8259 §8.1)", async () => {
    expect(await read(`\ufeff${JSON.stringify(ANSWER)}`)).toEqual(TOKENS);
  });

  it("may arrive in chunks that split a character", async () => {
    const bytes = new TextEncoder().encode('{"access_token":"a","name":"é\u{1f511}"}');
    const body = new ReadableStream({
      start: (controller) => {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const { raw } = await readTokenResponse(new Response(body), NOW);
    expect(raw).toEqual({ access_token: "a", name: "é\u{1f511}" });
  });

  it.each([
    ["with the form type", FORM],
    ["with the form type and a charset", `${FORM}; charset=utf-8`],
    ["as plain text", "text/plain"],
    ["called nothing", ""],
  ])("may be form-encoded %s", async (_name, type) => {
    const body = "access_token=a%2Bb&scope=read%2Cwrite&token_type=bearer";
    expect(await read(body, {}, { "content-type": type })).toEqual({
      accessToken: "a+b",
      refreshToken: null,
      expiresAt: null,
      scope: "read,write",
      tokenType: "bearer",
      raw: { access_token: "a+b", scope: "read,write", token_type: "bearer" },
    });
  });

  it("of 200,000 characters that is almost a form is rejected quickly", async () => {
    const begun = performance.now();
    await expect(read(`a=${"&a=".repeat(65_000)} `)).rejects.toEqual(new OAuthResponseError("it is not JSON", 200));
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});

describe("values in a server's own places", () => {
  it("are found by dotted path, also in lists", async () => {
    const answer = { data: { tokens: [{ at: "a" }], rt: "r" }, life: { left: 90 } };
    const rules = { accessToken: "data.tokens.0.at", refreshToken: "data.rt", expiry: "life.left" };
    expect(await read(answer, rules)).toMatchObject({
      accessToken: "a",
      refreshToken: "r",
      expiresAt: NOW + 90_000,
      raw: answer,
    });
  });

  it("are read from the second path only when the first is empty", async () => {
    const rules = { accessTokenAlt: "authed_user.access_token" };
    const authed_user = { access_token: "user" };
    expect((await read({ access_token: "bot", authed_user }, rules)).accessToken).toBe("bot");
    expect((await read({ access_token: "", authed_user }, rules)).accessToken).toBe("user");
    expect((await read({ authed_user }, rules)).accessToken).toBe("user");
  });

  it.each(["constructor.name", "__proto__.name", "toString.name", "a.__proto__.constructor.name", "a.length", ""])(
    "are never read from a prototype: %j",
    async (accessToken) => {
      await expect(read({ a: {} }, { accessToken })).rejects.toEqual(
        new OAuthResponseError("it has no access token", 200),
      );
    },
  );

  it("named like a prototype property are read as any other", async () => {
    const answer = '{"__proto__":{"access_token":"x"},"constructor":{"name":"own"}}';
    await expect(read(answer)).rejects.toEqual(new OAuthResponseError("it has no access token", 200));
    expect((await read(answer, { accessToken: "constructor.name" })).accessToken).toBe("own");
  });
});

describe("an access token", () => {
  it.each(["", null, 0, 42, true, {}, [], ["a"], { token: "a" }])("must be a string: not %j", async (access_token) => {
    await expect(read({ access_token })).rejects.toEqual(new OAuthResponseError("it has no access token", 200));
  });

  it.each(["a\r\nx-evil: 1", "a\n", "\ta", "a\0", "a\u007f", "\u001b[2J"])(
    "must not have control characters, which could start another header: %j",
    async (access_token) => {
      await expect(read({ access_token })).rejects.toEqual(
        new OAuthResponseError("its access token has control characters", 200),
      );
    },
  );

  it("has at most 64 K characters", async () => {
    const longest = "a".repeat(64 * 1024);
    expect((await read({ access_token: longest })).accessToken).toBe(longest);
    await expect(read({ access_token: `${longest}a` })).rejects.toEqual(
      new OAuthResponseError("its access token is too long", 200),
    );
  });
});

describe("the size of a response", () => {
  const padded = (size: number) => {
    const [head, tail] = ['{"access_token":"a","pad":"', '"}'];
    return `${head}${"x".repeat(size - head.length - tail.length)}${tail}`;
  };

  it("may be exactly 256 KB", async () => {
    expect((await read(padded(256 * 1024))).accessToken).toBe("a");
  });

  it("must not be a byte more", async () => {
    expect(await refusal(new Response(padded(256 * 1024 + 1)))).toEqual(
      new OAuthResponseError("it is larger than 256 KB", 200),
    );
  });

  it("is counted while it arrives, and the rest is not read", async () => {
    const { body, pulled } = inPieces("x".repeat(1024), 100_000);
    expect(await refusal(new Response(body))).toEqual(new OAuthResponseError("it is larger than 256 KB", 200));
    expect(pulled()).toBe(257);
  });

  it("is limited for refusals too", async () => {
    const { body } = inPieces("x".repeat(1024), 100_000);
    expect(await refusal(new Response(body, { status: 400 }))).toEqual(
      new OAuthResponseError("it is larger than 256 KB", 400),
    );
  });
});

describe("a response that is not a token response", () => {
  it.each([
    ["an empty body", "", "it is not JSON"],
    ["HTML", "<!doctype html><p class=x>down</p>", "it is not JSON"],
    ["HTML that looks like a form", "<a href='/?access_token=a&b=c'>x</a>", "it is not JSON"],
    ["JSON that is cut off", '{"access_token":"a"', "it is not JSON"],
    ["a list", '[{"access_token":"a"}]', "it is not JSON"],
    ["a string", '"access_token"', "it is not JSON"],
    ["a number", "42", "it is not JSON"],
    ["null", "null", "it is not JSON"],
    ["a form after other text", "ok access_token=a", "it is not JSON"],
    ["JSON twice", "{}{}", "it is not JSON"],
    ["an empty object", "{}", "it has no access token"],
    ["a form with other names", "token=a", "it has no access token"],
  ])("is rejected: %s", async (_name, body, reason) => {
    expect(await refusal(new Response(body))).toEqual(new OAuthResponseError(reason, 200));
  });

  it("is rejected without quoting it, because it might contain a token", async () => {
    const error = await refusal(new Response('{"access-token":"SECRET-1"} SECRET-2'));
    expect(`${JSON.stringify(error)} ${(error as Error).stack}`).not.toContain("SECRET");
    expect((error as Error).cause).toBeUndefined();
  });

  it.each([300, 301, 302, 303, 307, 308])("may be a redirect: %i", async (status) => {
    const headers = { location: "https://evil.example/token" };
    expect(await refusal(new Response(JSON.stringify(ANSWER), { status, headers }))).toEqual(
      new OAuthResponseError("it is a redirect, which is not followed", status),
    );
  });

  it.each([400, 401, 403, 404, 408, 418, 500, 503])("may have status %i, even with tokens in it", async (status) => {
    expect(await refusal(new Response(JSON.stringify(ANSWER), { status }))).toEqual(
      new OAuthResponseError(`it has status ${status}`, status),
    );
  });

  it("may have no body at all", async () => {
    expect(await refusal(new Response(null, { status: 204 }))).toEqual(new OAuthResponseError("it is not JSON", 204));
  });
});
