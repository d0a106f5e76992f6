import { describe, expect, it } from "vitest";
import { TemplateError } from "./template/parse";
import { answering, answeringBy, inPieces } from "./testing/io";
import { type VerifyTarget, verifyCredential } from "./verify-call";

const target: VerifyTarget = {
  baseUrl: "https://{subdomain}.api.example/v1",
  auth: { in: "header", format: "Bearer {apiKey}" },
  call: { method: "GET", path: "/me" },
};
const values = { subdomain: "acme", apiKey: "key" };

describe("testing a credential", () => {
  it("makes the catalog's call with the credential and follows no redirects", async () => {
    const io = answering(200, {});
    const own = { headers: { "x-version": "2", "x-team": "{subdomain}" }, query: { team: "{subdomain}&x" } };
    await verifyCredential({ ...target, ...own }, values, io);
    expect(io.calls).toEqual([
      {
        method: "GET",
        url: "https://acme.api.example/v1/me?team=acme%26x",
        headers: { accept: "application/json", authorization: "Bearer key", "x-version": "2", "x-team": "acme" },
        body: "",
        redirect: "manual",
      },
    ]);
  });

  it("prefers its own URL to the API's base URL", async () => {
    const io = answering(200, {});
    const call = { method: "POST", path: "/me", url: "https://other.example/check" };
    await verifyCredential({ ...target, call }, values, io);
    expect(io.calls).toMatchObject([{ method: "POST", url: "https://other.example/check" }]);
  });

  it("never lets a catalog header replace the credential", async () => {
    const io = answering(200, {});
    await verifyCredential({ ...target, headers: { Authorization: "Bearer other" } }, values, io);
    expect(io.calls[0]?.headers).toEqual({ accept: "application/json", authorization: "Bearer key" });
  });

  it.each([
    ["a key with two lines", { ...values, apiKey: "key\r\nx-evil: 1" }],
    ["a value that would end the host", { ...values, subdomain: "evil.example/" }],
    ["a value that is missing", { subdomain: "acme" }],
  ])("makes no call with %s", async (_name, given) => {
    const io = answering(200, {});
    await expect(verifyCredential(target, given, io)).rejects.toThrow(TemplateError);
    expect(io.calls).toEqual([]);
  });

  it.each(["http://api.example", "file:///etc", "https://user:pass@api.example", ""])(
    "makes no call to %j",
    async (baseUrl) => {
      const io = answering(200, {});
      await expect(verifyCredential({ ...target, baseUrl }, values, io)).rejects.toThrow(TemplateError);
      expect(io.calls).toEqual([]);
    },
  );
});

const judge = (status: number, body: unknown) => verifyCredential(target, values, answering(status, body));

describe("a credential is accepted", () => {
  it.each([
    [200, { id: 1 }],
    [200, "<html>"],
    [200, "null"],
    [200, []],
    [200, { ok: true }],
    [200, { error: null, message: "hello" }],
    [201, {}],
    [204, null],
  ])("for status %i with %j", async (status, body) => {
    expect(await judge(status, body)).toEqual({ kind: "accepted" });
  });

  it("for a response that is too long to read", async () => {
    const { body, pulled } = inPieces("x".repeat(1024), 100_000);
    const io = answeringBy(() => new Response(body));
    expect(await verifyCredential(target, values, io)).toEqual({ kind: "accepted" });
    expect(pulled()).toBe(65);
  });
});

describe("a credential is refused", () => {
  it.each([300, 301, 302, 303, 307, 308, 400, 401, 402, 403, 404, 405, 410, 418, 422])(
    "for status %i",
    async (status) => expect(await judge(status, "")).toEqual({ kind: "refused", status, said: null }),
  );

  it("for 200 with ok:false", async () => {
    expect(await judge(200, { ok: false, error: "invalid_auth" })).toEqual({
      kind: "refused",
      status: 200,
      said: "invalid_auth",
    });
  });

  it("for a response that is too long to read", async () => {
    const io = answeringBy(() => new Response(inPieces("x".repeat(1024), 100_000).body, { status: 401 }));
    expect(await verifyCredential(target, values, io)).toEqual({ kind: "refused", status: 401, said: null });
  });
});

describe("an API is unavailable, so the credential stays untested", () => {
  it.each([429, 500, 502, 503, 504, 529])("with status %i", async (status) => {
    expect(await judge(status, { message: "Try later." })).toEqual({
      kind: "unavailable",
      status,
      said: "Try later.",
    });
  });

  it("without a response", async () => {
    const io = answeringBy(() => {
      throw new Error("reset");
    });
    expect(await verifyCredential(target, values, io)).toEqual({ kind: "unavailable", status: null, said: null });
  });

  it.each([200, 401])("when the response with status %i breaks off", async (status) => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    const io = answeringBy(() => new Response(body, { status }));
    expect(await verifyCredential(target, values, io)).toEqual({ kind: "unavailable", status: null, said: null });
  });
});

describe("the message of a refusal", () => {
  it.each([
    ["GitHub", { message: "Bad credentials", documentation_url: "https://docs" }, "Bad credentials"],
    ["Stripe", { error: { message: "Invalid API Key.", type: "invalid_request_error" } }, "Invalid API Key."],
    ["OpenAI", { error: { message: "Incorrect API key.", code: "invalid_api_key" } }, "Incorrect API key."],
    [
      "Anthropic",
      { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } },
      "invalid x-api-key",
    ],
    ["Slack", { ok: false, error: "invalid_auth" }, "invalid_auth"],
    [
      "SendGrid",
      { errors: [{ message: "The provided authorization grant is invalid", field: null }] },
      "The provided authorization grant is invalid",
    ],
    ["Twilio", { code: 20003, message: "Authenticate", status: 401 }, "Authenticate"],
    ["Resend", { statusCode: 401, name: "missing_api_key", message: "Missing API key" }, "Missing API key"],
    ["Discord", { message: "401: Unauthorized", code: 0 }, "401: Unauthorized"],
    ["JSON:API", { errors: [{ status: "401", title: "Unauthorized", detail: "Token expired" }] }, "Token expired"],
    ["RFC 9457", { type: "about:blank", title: "Unauthorized", detail: "No token." }, "No token."],
    ["RFC 9457 without detail", { type: "about:blank", title: "Unauthorized" }, "Unauthorized"],
    ["RFC 6749", { error: "invalid_token", error_description: "It is expired." }, "It is expired."],
    ["a list of texts", { errors: ["Bad key"] }, "Bad key"],
  ])("is found where %s puts it", async (_who, body, said) => {
    expect(await judge(401, body)).toEqual({ kind: "refused", status: 401, said });
  });

  it.each([
    ["HTML", "<h1>no</h1>"],
    ["nothing", ""],
    ["a text", '"no"'],
    ["null", "null"],
    ["a number", "42"],
    ["a message that is not a string", { message: { a: 1 }, error: 7, errors: [[]] }],
    ["empty words", { message: "", error: "" }],
    ["a message on a prototype", '{"__proto__":{"message":"x"}}'],
  ])("is null for %s", async (_name, body) => {
    expect(await judge(401, body)).toEqual({ kind: "refused", status: 401, said: null });
  });

  it("is plain and truncated", async () => {
    const message = `\u001b[2J<b>no</b>\r\n\ud800${"x".repeat(1000)}`;
    const { said } = (await judge(401, { message })) as { said: string };
    expect(said).toBe(` [2J<b>no</b> \ufffd${"x".repeat(500 - 15)}`);
    expect(said).toHaveLength(500);
  });
});
