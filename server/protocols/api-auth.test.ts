import { describe, expect, it } from "vitest";
import { type ApiAuth, applyApiAuth } from "./api-auth";
import { TemplateError } from "./template/parse";

/** A request with a credential put on it. */
function applied(auth: ApiAuth, values: Record<string, string>) {
  const request = { url: new URL("https://api.example/v1?page=1"), headers: new Headers({ accept: "*/*" }) };
  applyApiAuth(request, auth, values);
  return { url: request.url.href, headers: Object.fromEntries(request.headers) };
}

const URL_AS_IT_WAS = "https://api.example/v1?page=1";

describe("a credential in a header (RFC 6750 §2.1)", () => {
  it("is a bearer token when the catalog says no more", () => {
    expect(applied({ in: "header" }, { token: "t" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", authorization: "Bearer t" },
    });
  });

  it("has the API's own name and form", () => {
    const auth = { in: "header", name: "x-api-key", format: "Key {apiKey}; b64({apiKey}:)" } as const;
    expect(applied(auth, { apiKey: "k" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", "x-api-key": "Key k; azo=" },
    });
  });

  it.each(["k\r\nx-evil: 1", "k\n", "\rk", "k\0", "k\u001b", "k\u007f", "k\tl"])(
    "cannot begin another header: %j",
    (apiKey) => {
      expect(() => applied({ in: "header", format: "{apiKey}" }, { apiKey })).toThrow(TemplateError);
    },
  );

  it("needs its value", () => {
    expect(() => applied({ in: "header" }, {})).toThrow(new TemplateError("No value for {token}"));
  });
});

describe("a credential in the query", () => {
  it("is called api_key when the catalog says no more", () => {
    expect(applied({ in: "query" }, { apiKey: "k" })).toEqual({
      url: "https://api.example/v1?page=1&api_key=k",
      headers: { accept: "*/*" },
    });
  });

  it("has the API's own name, and stays in its parameter", () => {
    const { url } = applied({ in: "query", name: "key", format: "{apiKey}" }, { apiKey: "a&page=2#é +%\r\n" });
    expect(url).toBe("https://api.example/v1?page=1&key=a%26page%3D2%23%C3%A9+%2B%25%0D%0A");
  });

  it("takes the place of one already there", () => {
    expect(applied({ in: "query", name: "page" }, { apiKey: "k" }).url).toBe("https://api.example/v1?page=k");
  });
});

describe("a credential in the Basic scheme (RFC 7617 §2)", () => {
  it("is the UTF-8 of name and password", () => {
    expect(applied({ in: "basic" }, { username: "test", password: "123£" })).toEqual({
      url: URL_AS_IT_WAS,
      headers: { accept: "*/*", authorization: "Basic dGVzdDoxMjPCow==" },
    });
  });

  it("has the API's own form", () => {
    expect(applied({ in: "basic", format: "{apiKey}:x" }, { apiKey: "k" }).headers.authorization).toBe("Basic azp4");
  });

  it("is encoded, so that no value can begin another header", () => {
    const { headers } = applied({ in: "basic" }, { username: "a\r\nx-evil: 1", password: "\0" });
    expect(headers).toEqual({ accept: "*/*", authorization: "Basic YQ0KeC1ldmlsOiAxOgA=" });
  });
});

describe("an API without credentials", () => {
  it("is called as it is", () => {
    expect(applied({ in: "none" }, { token: "t" })).toEqual({ url: URL_AS_IT_WAS, headers: { accept: "*/*" } });
  });
});
