import { describe, expect, it } from "vitest";
import { TemplateError } from "./parse";
import { renderUrl } from "./render-url";
import { HOSTILE_VALUES } from "./testing/hostile-values";

/** Each hostile value with its URL, or null when it was rejected with the right error. */
function rendered(template: string): { value: string; url: URL | null }[] {
  return HOSTILE_VALUES.map((value) => {
    try {
      return { value, url: new URL(renderUrl(template, { value })) };
    } catch (error) {
      if (error instanceof TemplateError) return { value, url: null };
      throw error;
    }
  });
}

/** The values whose URL is wrong. */
function escapes(template: string, isInPlace: (url: URL, value: string) => boolean): string[] {
  return rendered(template).flatMap(({ value, url }) => (url && !isInPlace(url, value) ? [value] : []));
}

const allowed = (template: string) => rendered(template).filter(({ url }) => url !== null).length;

it("tests more than 500 hostile values", () => {
  expect(new Set(HOSTILE_VALUES).size).toBeGreaterThan(500);
});

describe("a value inside the host", () => {
  it("stays in front of the provider's own domain", () => {
    const wrong = escapes("https://{value}.vendor.example/v1/me?x=1", (url, value) => {
      const host = `${value.toLowerCase()}.vendor.example`;
      return url.href === `https://${host}/v1/me?x=1` && url.hostname === host;
    });
    expect(wrong).toEqual([]);
  });

  it("stays between the provider's own labels", () => {
    const wrong = escapes("https://api.{value}.vendor.example/", (url, value) => {
      return url.href === `https://api.${value.toLowerCase()}.vendor.example/`;
    });
    expect(wrong).toEqual([]);
  });

  it("that is the whole host does not change path and query", () => {
    const wrong = escapes("https://{value}/v1/me?x=1", (url) => {
      const { protocol, pathname, search, hash, username, password } = url;
      const rest = [protocol, pathname, search, hash, username, password];
      return JSON.stringify(rest) === '["https:","/v1/me","?x=1","","",""]';
    });
    expect(wrong).toEqual([]);
  });

  it.each(["acme", "ACME-2", "a", "my_team", "a".repeat(63)])("may be a label: %s", (value) => {
    expect(renderUrl("https://{value}.vendor.example/v1", { value })).toBe(
      `https://${value.toLowerCase()}.vendor.example/v1`,
    );
  });

  it.each(["acme.example.com", "acme.example.com:8443"])("may be a whole host: %s", (value) => {
    expect(renderUrl("https://{value}/v1", { value })).toBe(`https://${value}/v1`);
  });

  it("must not be base64, which has slashes", () => {
    const template = "https://b64({value}).vendor.example/";
    expect(() => renderUrl(template, { value: "localhost???" })).toThrow(TemplateError);
  });
});

describe("a value inside the path", () => {
  const inOneSegment = (url: URL, value: string) => {
    const [, first, segment = "", last, ...more] = url.pathname.split("/");
    return (
      url.origin === "https://api.example" &&
      url.search === "?x=1" &&
      url.hash === "" &&
      JSON.stringify([first, decodeURIComponent(segment), last, more]) === JSON.stringify(["v1", value, "me", []])
    );
  };

  it("is always one segment", () => {
    expect(escapes("https://api.example/v1/{value}/me?x=1", inOneSegment)).toEqual([]);
  });

  it("is rejected only when a path can't express it", () => {
    const refused = rendered("https://api.example/v1/{value}/me").filter(({ url }) => url === null);
    expect(refused.map(({ value }) => value).sort()).toEqual([".", "..", "\udc00x", "\ud800"].sort());
  });

  it("at the end can't go up a level or start a query", () => {
    const wrong = escapes("https://api.example/v1/{value}", (url, value) => {
      return (
        url.href === `https://api.example/v1/${url.pathname.slice(4)}` &&
        decodeURIComponent(url.pathname.slice(4)) === value
      );
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ["https://api.example/v1/{value}{value}/me", "."],
    ["https://api.example/v1/.{value}/me", "."],
    ["https://api.example/v1/{value}.", "."],
    ["https://api.example/v1/{value}?x=1", ".."],
    ["{base}/v1/{value}/me", ".."],
    ["{base}/{value}{value}", "."],
  ])("can't form .. together with its neighbor: %s", (template, value) => {
    expect(() => renderUrl(template, { base: "https://api.example", value })).toThrow(TemplateError);
  });

  it("may be base64, whose slashes are escaped", () => {
    expect(renderUrl("https://api.example/b64({value})/me", { value: "a???>>>" })).toBe(
      "https://api.example/YT8%2FPz4%2BPg%3D%3D/me",
    );
  });
});

describe("a value inside the query", () => {
  const inOneParameter = (url: URL, value: string) =>
    url.origin + url.pathname === "https://api.example/v1" &&
    url.hash === "" &&
    JSON.stringify([...url.searchParams]) ===
      JSON.stringify([
        ["q", value],
        ["x", "1"],
      ]);

  it.each(["https://api.example/v1?q={value}&x=1", "https://api.example/v1?q={value}&x=1#"])(
    "is always one parameter: %s",
    (template) => {
      expect(escapes(template, inOneParameter)).toEqual([]);
      expect(allowed(template)).toBe(HOSTILE_VALUES.length - 2); // two are lone surrogates
    },
  );

  it("may be base64, whose plus signs are escaped", () => {
    const url = new URL(renderUrl("https://api.example/v1?q=b64({value})", { value: "a???>>>" }));
    expect([...url.searchParams]).toEqual([["q", "YT8/Pz4+Pg=="]]);
  });

  it("is in the query even after a slash in the query", () => {
    expect(renderUrl("https://api.example?to=/a/{value}", { value: ".." })).toBe("https://api.example/?to=/a/..");
  });
});

describe("a URL that starts with a value", () => {
  const base = (value: string, template = "{value}/v1/me") => renderUrl(template, { value, id: "a/b" });

  it.each([
    ["https://acme.example", "https://acme.example/v1/me"],
    ["https://acme.example/", "https://acme.example/v1/me"],
    ["https://acme.example:8443/base//", "https://acme.example:8443/base/v1/me"],
    ["https://acme.example/a/../b", "https://acme.example/b/v1/me"],
    ["http://localhost:3000", "http://localhost:3000/v1/me"],
  ])("accepts a whole URL: %s", (value, url) => expect(base(value)).toBe(url));

  it("accepts the instance's own URL", () => {
    expect(renderUrl("{@self}/lab/token", { "@self": "https://keyhold.example" })).toBe(
      "https://keyhold.example/lab/token",
    );
    expect(renderUrl("{@self}/lab", { "@self": "http://127.0.0.1:3000/base" })).toBe("http://127.0.0.1:3000/base/lab");
  });

  it("may be the value alone, or the value with a query", () => {
    expect(base("https://acme.example/x", "{value}")).toBe("https://acme.example/x");
    expect(base("https://acme.example/x", "{value}?id={id}")).toBe("https://acme.example/x?id=a%2Fb");
    expect(base("https://acme.example/x", "{value}/{id}")).toBe("https://acme.example/x/a%2Fb");
  });

  it.each([
    "http://acme.example",
    "https://user:pass@acme.example",
    "https://acme.example/?x=1",
    "https://acme.example/#x",
    "javascript:alert(1)//",
    "file:///etc",
    "acme.example",
    "//acme.example",
    "",
  ])("rejects %j", (value) => expect(() => base(value)).toThrow());

  it.each(["{value}v1", "{value}.evil.example/", "{value}@evil.example/", "{value}:8080/", "{value}{id}", "{value}#x"])(
    "can only continue with a path or query: not %s",
    (template) => expect(() => base("https://acme.example", template)).toThrow(TemplateError),
  );

  it("only ever leads to the origin that the value names", () => {
    const wrong = escapes("{value}/v1/me", (url, value) => url.origin === new URL(value).origin);
    expect(wrong).toEqual([]);
  });
});

describe("a URL template", () => {
  it.each(["", "http://api.example/", "api.example/v1", "/v1", "javascript:alert(1)"])(
    "is https: not %j",
    (template) => {
      expect(() => renderUrl(template, {})).toThrow();
    },
  );

  it("needs every value it names, and reads none from a prototype", () => {
    for (const name of ["id", "constructor", "__proto__"]) {
      expect(() => renderUrl(`https://api.example/{${name}}`, {})).toThrow(
        new TemplateError(`No value for {${name}}`, name),
      );
    }
  });

  it("does not expand braces in a value", () => {
    const values = { id: "{secret}", secret: "s" };
    expect(renderUrl("https://api.example/{id}", values)).toBe("https://api.example/%7Bsecret%7D");
  });
});
