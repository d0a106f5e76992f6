import { describe, expect, it } from "vitest";
import { CallbackError, type ExpectedCallback, readCallback } from "./callback";

const ISSUER = "https://as.example/tenant";
const expected: ExpectedCallback = { issuer: ISSUER, issRequired: true };
const open: ExpectedCallback = { issuer: null, issRequired: false };

const read = (query: string | Record<string, string>, what: ExpectedCallback = expected) =>
  readCallback(new URLSearchParams(query), what);

function refusal(query: string | Record<string, string>, what: ExpectedCallback = expected) {
  try {
    return read(query, what);
  } catch (error) {
    return error;
  }
}

const ELSEWHERE = new CallbackError("issuer", "it comes from a different issuer.");
const UNNAMED = new CallbackError("issuer", "it does not name its issuer.");
const REPEATED = new CallbackError("malformed", "it repeats a parameter.");
const NO_CODE = new CallbackError("malformed", "it has no code.");

/** Each is equivalent to the issuer for some reader, but none is the same string. */
const OTHER_ISSUERS = [
  "",
  " ",
  "https://evil.example/tenant",
  "https://as.example",
  "https://as.example/",
  "https://as.example/tenant/",
  "https://as.example//tenant",
  "https://as.example/tenant?",
  "https://as.example/tenant#",
  "https://as.example/tenant?x=1",
  "https://as.example:443/tenant",
  "https://AS.example/tenant",
  "HTTPS://as.example/tenant",
  "https://as.example/Tenant",
  "http://as.example/tenant",
  "https://as.example./tenant",
  "https://user@as.example/tenant",
  "https://as.example/x/../tenant",
  "https://as.example/./tenant",
  "https://as.example/%74enant",
  "https://as.example\\tenant",
  " https://as.example/tenant",
  "https://as.example/tenant ",
  "https://as.example/tenant\n",
  "https://as.example/tenant\0",
  "https://as.example/tenant,https://evil.example",
  "https://as.example/tenant2",
  "https://as.example.evil.example/tenant",
  "https://аs.example/tenant",
  "as.example/tenant",
  "null",
  "undefined",
];

describe("the issuer of an authorization response (RFC 9207 §2.4)", () => {
  it("matches the server the browser was sent to", () => {
    expect(read({ code: "c", iss: ISSUER })).toEqual({ kind: "code", code: "c", params: { code: "c", iss: ISSUER } });
  });

  it.each(OTHER_ISSUERS)("is compared exactly: not %j", (iss) => {
    expect(refusal({ code: "c", iss })).toEqual(ELSEWHERE);
  });

  it.each(OTHER_ISSUERS)("is compared on error responses too: not %j", (iss) => {
    expect(refusal({ error: "access_denied", iss })).toEqual(ELSEWHERE);
  });

  it.each(OTHER_ISSUERS)("is compared when it is optional but present: not %j", (iss) => {
    expect(refusal({ code: "c", iss }, { issuer: ISSUER, issRequired: false })).toEqual(ELSEWHERE);
  });

  it.each(["code=c", "error=access_denied"])("is required when the server announced it: %s", (query) => {
    expect(refusal(query)).toEqual(UNNAMED);
  });

  it("is read from the lower-case name only", () => {
    expect(refusal({ code: "c", ISS: ISSUER })).toEqual(UNNAMED);
  });

  it("is optional when the server did not announce it", () => {
    expect(read({ code: "c" }, { issuer: ISSUER, issRequired: false })).toMatchObject({ code: "c" });
  });

  it("is not compared when no issuer is known", () => {
    expect(read({ code: "c", iss: "https://any.example" }, open)).toMatchObject({ code: "c" });
  });

  it.each([
    `code=c&iss=${ISSUER}&iss=${ISSUER}`,
    `code=c&iss=${ISSUER}&iss=https://evil.example`,
    `iss=https://evil.example&code=c&iss=${ISSUER}`,
  ])("must not be repeated: %s", (query) => expect(refusal(query)).toEqual(REPEATED));
});

describe("an authorization response (RFC 6749 §4.1.2)", () => {
  it("returns the code and all other parameters", () => {
    const params = { code: "4/0A:%+é &=", state: "s", realmId: "12", __proto__x: "y" };
    expect(read(params, open)).toEqual({ kind: "code", code: params.code, params });
  });

  it("returns the code from the server's own parameter", () => {
    expect(read({ auth_code: "c", code: "other" }, { ...open, codeParam: "auth_code" })).toMatchObject({ code: "c" });
    expect(refusal({ code: "c" }, { ...open, codeParam: "auth_code" })).toEqual(NO_CODE);
  });

  it.each(["code=a&code=b", "code=a&code=a", "code=a&state=x&state=x", "code=a&x=1&x=2", "error=a&error=b"])(
    "must not repeat a parameter (§3.1): %s",
    (query) => expect(refusal(query, open)).toEqual(REPEATED),
  );

  it.each(["", "code=", "state=s", "CODE=c", "code=c&error=access_denied", "code=c&error=", "code=&error=x"])(
    "must have either a code or an error: not %j",
    (query) => expect(refusal(query, open)).toEqual(NO_CODE),
  );

  it("treats a parameter named like a prototype property as any other", () => {
    const { params } = read("code=c&__proto__=x&constructor=y", open);
    expect(Object.entries(params)).toEqual([
      ["code", "c"],
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(Object.getPrototypeOf(params)).toBe(Object.prototype);
  });
});

describe("an error response (RFC 6749 §4.1.2.1)", () => {
  it("returns the error and the server's description", () => {
    const params = { error: "access_denied", error_description: "The user denied access.", state: "s" };
    expect(read(params, open)).toEqual({
      kind: "error",
      error: "access_denied",
      description: "The user denied access.",
      params,
    });
  });

  it("may have no description", () => {
    expect(read({ error: "" }, open)).toEqual({
      kind: "error",
      error: "error",
      description: null,
      params: { error: "" },
    });
  });

  it("returns a description without control characters, truncated", () => {
    const params = { error: "a\r\nb", error_description: `\0\u001b[2J${"x".repeat(1000)}` };
    expect(read(params, open)).toMatchObject({ error: "a b", description: ` [2J${"x".repeat(496)}` });
  });
});
