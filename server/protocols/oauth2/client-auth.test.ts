import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random";
import { clientAuthFor, clientSecretBasic, clientSecretPost, noClientAuth } from "./client-auth";
import type { ApplyClientAuth } from "./types";

/** What a client authentication adds to an empty request. */
function added(apply: ApplyClientAuth) {
  const params = new URLSearchParams();
  const headers = new Headers();
  apply(params, headers);
  return { params: Object.fromEntries(params), headers: Object.fromEntries(headers) };
}

/** The decoded content of a Basic header, with both parts joined by the colon. */
function basicOf(apply: ApplyClientAuth): string {
  const [scheme, encoded = ""] = added(apply).headers.authorization?.split(" ") ?? [];
  expect(scheme).toBe("Basic");
  return Buffer.from(encoded, "base64").toString("utf8");
}

describe("client_secret_basic (RFC 6749 §2.3.1)", () => {
  it("sends the pair in the header and nothing in the body", () => {
    expect(added(clientSecretBasic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"))).toEqual({
      params: {},
      headers: { authorization: "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3" },
    });
  });

  it.each([
    [":", "%3A"],
    ["%", "%25"],
    ["+", "%2B"],
    ["é", "%C3%A9"],
    [" ", "+"],
    ["&", "%26"],
    ["=", "%3D"],
    ["/", "%2F"],
    ["ß\u{1f511}", "%C3%9F%F0%9F%94%91"],
    ["a-b._*c", "a-b._*c"],
    ["%20", "%2520"],
  ])("form-encodes %j as %s in ID and secret", (text, encoded) => {
    expect(basicOf(clientSecretBasic(text, text))).toBe(`${encoded}:${encoded}`);
  });

  it("can be decoded by any form decoder: 1,000 pairs", () => {
    const random = createRandom(2026);
    // No lone surrogates: they are not characters and can't be sent.
    const letter = () => String.fromCodePoint(random.of([random.below(0x80), random.below(0xd800), 0x1f511]));
    const text = () => Array.from({ length: random.below(20) }, letter).join("");
    for (let run = 0; run < 1000; run++) {
      const [id, secret] = [text(), text()];
      const [first = "", second = "", ...more] = basicOf(clientSecretBasic(id, secret)).split(":");
      const decoded = new URLSearchParams(`id=${first}&secret=${second}`);
      expect([decoded.get("id"), decoded.get("secret"), more]).toEqual([id, secret, []]);
    }
  });

  it("replaces any other authorization header", () => {
    const headers = new Headers({ authorization: "Bearer x" });
    clientSecretBasic("a", "b")(new URLSearchParams(), headers);
    expect(Object.fromEntries(headers)).toEqual({ authorization: "Basic YTpi" });
  });
});

describe("client_secret_post (RFC 6749 §2.3.1)", () => {
  it("sends the pair in the body and no header", () => {
    const odd = ":%+é &=";
    expect(added(clientSecretPost(odd, odd))).toEqual({ params: { client_id: odd, client_secret: odd }, headers: {} });
  });
});

describe("a public client (RFC 6749 §3.2.1)", () => {
  it("sends only its client_id", () => {
    expect(added(noClientAuth("client"))).toEqual({ params: { client_id: "client" }, headers: {} });
  });
});

describe("the authentication a catalog entry names", () => {
  it.each([
    ["basic", clientSecretBasic("id", "secret")],
    ["body", clientSecretPost("id", "secret")],
    ["none", noClientAuth("id")],
  ] as const)("%s", (method, apply) => {
    expect(added(clientAuthFor(method, "id", "secret"))).toEqual(added(apply));
  });
});
