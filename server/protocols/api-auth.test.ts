import { describe, expect, it } from "vitest";
import { type ApiAuth, applyApiAuth } from "./api-auth";
import { TemplateError } from "./template/parse";

/** The request after a credential was added. */
function applied(auth: ApiAuth, values: Record<string, string>) {
  const request = { url: new URL("https://api.example/v1?page=1"), headers: new Headers({ accept: "*/*" }) };
  applyApiAuth(request, auth, values);
  return { url: request.url.href, headers: Object.fromEntries(request.headers) };
}

const URL_AS_IT_WAS = "https://api.example/v1?page=1";

describe("a credential in a header (RFC 6750 §2.1)", () => {
  it("is a bearer token by default", () => {
    expect(applied({ in: "header" }, { token: "t" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", authorization: "Bearer t" },
    });
  });

  it("uses the header name and format of the API", () => {
    const auth = { in: "header", name: "x-api-key", format: "Key {apiKey}; b64({apiKey}:)" } as const;
    expect(applied(auth, { apiKey: "k" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", "x-api-key": "Key k; azo=" },
    });
  });

  it.each(["k\r\nx-evil: 1", "k\n", "\rk", "k\0", "k\u001b", "k\u007f", "k\tl"])(
    "rejects a value that could start another header: %j",
    (apiKey) => {
      expect(() => applied({ in: "header", format: "{apiKey}" }, { apiKey })).toThrow(TemplateError);
    },
  );

  it("requires a value", () => {
    expect(() => applied({ in: "header" }, {})).toThrow(new TemplateError("No value for {token}", "token"));
  });
});

describe("a credential in the query", () => {
  it("is named api_key by default", () => {
    expect(applied({ in: "query" }, { apiKey: "k" })).toEqual({
      url: "https://api.example/v1?page=1&api_key=k",
      headers: { accept: "*/*" },
    });
  });

  it("uses the API's parameter name and stays in that parameter", () => {
    const { url } = applied({ in: "query", name: "key", format: "{apiKey}" }, { apiKey: "a&page=2#é +%\r\n" });
    expect(url).toBe("https://api.example/v1?page=1&key=a%26page%3D2%23%C3%A9+%2B%25%0D%0A");
  });

  it("replaces a parameter of the same name", () => {
    expect(applied({ in: "query", name: "page" }, { apiKey: "k" }).url).toBe("https://api.example/v1?page=k");
  });
});

describe("a credential in the Basic scheme (RFC 7617 §2)", () => {
  it("encodes username and password as UTF-8", () => {
    expect(applied({ in: "basic" }, { username: "test", password: "123£" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", authorization: "Basic dGVzdDoxMjPCow==" },
    });
  });

  it("uses the format of the API", () => {
    expect(applied({ in: "basic", format: "{apiKey}:x" }, { apiKey: "k" }).headers.authorization).toBe("Basic azp4");
  });

  it("is base64, so no value can start another header", () => {
    const { headers } = applied({ in: "basic" }, { username: "a\r\nx-evil: 1", password: "\0" });
    expect(headers).toEqual({ accept: "*/*", authorization: "Basic YQ0KeC1ldmlsOiAxOgA=" });
  });
});

describe("an API without credentials", () => {
  it("gets an unchanged request", () => {
    expect(applied({ in: "none" }, { token: "t" })).toEqual({ url: URL_AS_IT_WAS, headers: { accept: "*/*" } });
  });
});
