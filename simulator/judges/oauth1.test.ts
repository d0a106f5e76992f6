import { createSign, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeOAuth1, type OAuth1Lookup } from "./oauth1";
import { percent } from "./percent";
import { seen } from "./testing/seen";

const SECRETS: Record<string, string> = { hh5s93j4hdidpola: "hdhd0244k9j7ao03", nnch734d00sl2jdk: "pfkkdhi9sl3r4s00" };

function lookup(fields: Partial<OAuth1Lookup> = {}): OAuth1Lookup {
  return {
    method: "HMAC-SHA1",
    consumer: (key) => (key === "dpf43f3p2l4k3l03" ? "kd94hf93k423kf44" : null),
    token: (token) => SECRETS[token] ?? null,
    step: "api",
    realm: "Photos",
    nonces: new Set(),
    now: 137131202,
    ...fields,
  };
}

const TOKEN_REQUEST = {
  oauth_consumer_key: "dpf43f3p2l4k3l03",
  oauth_token: "hh5s93j4hdidpola",
  oauth_signature_method: "HMAC-SHA1",
  oauth_timestamp: "137131201",
  oauth_nonce: "walatlh",
  oauth_verifier: "hfdp7dh39dks9884",
  oauth_signature: "gKgrFCywp7rO0OXSjdot/IHF7IU=",
};
const PHOTOS = {
  oauth_consumer_key: "dpf43f3p2l4k3l03",
  oauth_token: "nnch734d00sl2jdk",
  oauth_signature_method: "HMAC-SHA1",
  oauth_timestamp: "137131202",
  oauth_nonce: "chapoH",
  oauth_signature: "MdpQcU8iPSUjWoN/UDMsK2sui9I=",
};

const header = (params: Record<string, string>, realm = "Photos") => ({
  authorization: `OAuth realm="${realm}",${Object.entries(params).map(([name, value]) => ` ${name}="${percent(value)}"`)}`,
});
const photos = (
  changes: Record<string, string> = {},
  url = "http://photos.example.net/photos?file=vacation.jpg&size=original",
) => seen("GET", url, header({ ...PHOTOS, ...changes }));

describe("verifying OAuth 1.0 requests (RFC 5849 §3)", () => {
  it("accepts the requests of §1.2", () => {
    expect(judgeOAuth1(photos(), lookup())).toMatchObject({ ok: true, token: "nnch734d00sl2jdk" });
    const token = seen("POST", "https://photos.example.net/token", header(TOKEN_REQUEST));
    expect(judgeOAuth1(token, lookup({ step: "token", verifier: "hfdp7dh39dks9884" }))).toMatchObject({ ok: true });
  });

  it.each([
    [
      "a changed query",
      photos({}, "http://photos.example.net/photos?file=other.jpg&size=original"),
      /signature is wrong/,
    ],
    [
      "another host",
      photos({}, "http://photos.example.com/photos?file=vacation.jpg&size=original"),
      /signature is wrong/,
    ],
    ["another method", { ...photos(), method: "POST" }, /signature is wrong/],
    ["a changed signature", photos({ oauth_signature: "MdpQcU8iPSUjWoN/UDMsK2sui9J=" }), /signature is wrong/],
    ["an unknown client", photos({ oauth_consumer_key: "other" }), /consumer key other is unknown/],
    ["an unknown token", photos({ oauth_token: "other" }), /token other is unknown/],
    ["another signature method", photos({ oauth_signature_method: "PLAINTEXT" }), /not HMAC-SHA1/],
    ["an old timestamp (§3.3)", photos({ oauth_timestamp: "137130000" }), /five minutes/],
    ["a timestamp that is not a number", photos({ oauth_timestamp: "1.5" }), /positive whole number/],
    ["version 2", photos({ oauth_version: "2.0" }), /oauth_version/],
    ["a callback on an API call", photos({ oauth_callback: "oob" }), /signature is wrong/],
    ["a parameter in two places (§3.1)", photos({}, "http://photos.example.net/photos?oauth_token=x"), /is repeated/],
    ["no header", seen("GET", "http://photos.example.net/photos"), /no Authorization header/],
    ["another realm", seen("GET", photos().url.href, header(PHOTOS, "Other")), /realm is Other/],
  ])("rejects %s", (_, request, reason) => {
    expect(judgeOAuth1(request, lookup())).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("rejects a reused nonce (§3.3)", () => {
    const nonces = new Set<string>();
    expect(judgeOAuth1(photos(), lookup({ nonces })).ok).toBe(true);
    expect(judgeOAuth1(photos(), lookup({ nonces }))).toEqual({ ok: false, reason: "This nonce was used before." });
  });

  it("rejects a wrong verifier (§2.3) and values that are not percent-encoded as in §3.6", () => {
    const token = seen("POST", "https://photos.example.net/token", header(TOKEN_REQUEST));
    expect(judgeOAuth1(token, lookup({ step: "token", verifier: "other" }))).toMatchObject({ ok: false });
    const raw = { authorization: photos().headers.get("authorization")?.replace("chapoH", "cha(poH") ?? "" };
    expect(judgeOAuth1(seen("GET", photos().url.href, raw), lookup())).toMatchObject({ reason: /§3.6/ });
  });

  it("verifies RSA-SHA1 with the public key (§3.4.3) and PLAINTEXT with the secrets (§3.4.4)", () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const consumer = () => publicKey.export({ type: "spki", format: "pem" }).toString();
    const { oauth_signature: _, ...params } = { ...PHOTOS, oauth_signature_method: "RSA-SHA1" };
    const list = Object.entries({ ...params, file: "a b" })
      .map(([name, value]) => `${percent(name)}=${percent(value)}`)
      .sort();
    const base = `GET&${percent("https://photos.example.net/photos")}&${percent(list.join("&"))}`;
    const signature = createSign("sha1").update(base).sign(privateKey, "base64");
    const request = seen(
      "GET",
      "https://photos.example.net:443/photos?file=a%20b",
      header({ ...params, oauth_signature: signature }),
    );
    expect(judgeOAuth1(request, lookup({ method: "RSA-SHA1", consumer }))).toMatchObject({ ok: true });
    const other = { ...request, url: new URL("https://photos.example.net/photos?file=b") };
    expect(judgeOAuth1(other, lookup({ method: "RSA-SHA1", consumer }))).toMatchObject({
      reason: /RSA-SHA1 signature is wrong/,
    });

    const plain = {
      ...params,
      oauth_signature_method: "PLAINTEXT",
      oauth_signature: "kd94hf93k423kf44&pfkkdhi9sl3r4s00",
    };
    const over = (url: string) => judgeOAuth1(seen("GET", url, header(plain)), lookup({ method: "PLAINTEXT" }));
    expect(over("https://photos.example.net/").ok).toBe(true);
    expect(over("http://photos.example.net/")).toMatchObject({ reason: /without TLS/ });
  });
});
