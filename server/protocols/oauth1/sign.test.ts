import { createHmac, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import OAuth from "oauth-1.0a";
import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../testing/random";
import { baseString, type OAuth1Credentials, signOAuth1 } from "./sign";

/** The parameters of an Authorization header. */
function paramsOf(header: string): Record<string, string> {
  const pairs = [...header.matchAll(/([\w]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decodeURIComponent(value)]));
}

describe("the signature base string (RFC 5849 §3.4.1)", () => {
  it("matches the example of the specification", () => {
    const request = {
      method: "POST",
      url: new URL("http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
      form: new URLSearchParams("c2&a3=2+q"),
    };
    const oauth = {
      oauth_consumer_key: "9djdj82h48djs9d2",
      oauth_token: "kkk9d7dh3k39sjv7",
      oauth_signature_method: "HMAC-SHA1",
      oauth_timestamp: "137131201",
      oauth_nonce: "7d8f3e4a",
    };
    expect(baseString(request, oauth)).toBe(
      "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7",
    );
  });

  it.each([
    ["http://EXAMPLE.COM:80/r%20v/X?id=123", "http%3A%2F%2Fexample.com%2Fr%2520v%2FX"],
    ["https://www.example.net:8080/?q=1", "https%3A%2F%2Fwww.example.net%3A8080%2F"],
    ["https://example.net:443/a", "https%3A%2F%2Fexample.net%2Fa"],
  ])("includes %s without query and default port (§3.4.1.2)", (url, written) => {
    expect(baseString({ method: "get", url: new URL(url) }, {}).split("&")[1]).toBe(written);
  });
});

describe("a signed request (RFC 5849 §1.2)", () => {
  const consumer = {
    consumerKey: "dpf43f3p2l4k3l03",
    consumerSecret: "kd94hf93k423kf44",
    signature: "HMAC-SHA1" as const,
  };
  const token = { token: "nnch734d00sl2jdk", tokenSecret: "pfkkdhi9sl3r4s00" };

  /** The example omits `oauth_version`; we send it, so it is signed too. */
  function signed(
    url: string,
    credentials: OAuth1Credentials,
    moment: { nonce: string; timestamp: number },
    extra = {},
  ) {
    return paramsOf(signOAuth1({ method: "GET", url: new URL(url) }, credentials, moment, extra));
  }

  it("has the parameters of §3.5.1, and a realm that is not signed", () => {
    const moment = { nonce: "chapoH", timestamp: 137131202 };
    const plain = signed(
      "http://photos.example.net/photos?file=vacation.jpg&size=original",
      { ...consumer, ...token },
      moment,
    );
    const withRealm = signed(
      "http://photos.example.net/photos?file=vacation.jpg&size=original",
      { ...consumer, ...token, realm: "Photos" },
      moment,
    );
    expect(withRealm).toEqual({ ...plain, realm: "Photos" });
    expect(plain).toMatchObject({
      oauth_consumer_key: "dpf43f3p2l4k3l03",
      oauth_token: "nnch734d00sl2jdk",
      oauth_version: "1.0",
    });
  });

  it("matches an example of the specification that includes the version", () => {
    const request = { method: "GET", url: new URL("http://photos.example.net/photos?file=vacation.jpg&size=original") };
    const oauth = {
      oauth_consumer_key: "dpf43f3p2l4k3l03",
      oauth_token: "nnch734d00sl2jdk",
      oauth_signature_method: "HMAC-SHA1",
      oauth_timestamp: "137131202",
      oauth_nonce: "chapoH",
    };
    const key = "kd94hf93k423kf44&pfkkdhi9sl3r4s00";
    expect(createHmac("sha1", key).update(baseString(request, oauth)).digest("base64")).toBe(
      "MdpQcU8iPSUjWoN/UDMsK2sui9I=",
    );
  });

  it("with RSA-SHA1 verifies with the public key (§3.4.3)", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const request = { method: "POST", url: new URL("https://api.example/a?b=c") };
    const credentials = { consumerKey: "k", consumerSecret: pem, signature: "RSA-SHA1" as const };
    const { oauth_signature = "", ...oauth } = paramsOf(signOAuth1(request, credentials, { nonce: "n", timestamp: 1 }));
    const isRight = verify(
      "sha1",
      Buffer.from(baseString(request, oauth)),
      createPublicKey(privateKey),
      Buffer.from(oauth_signature, "base64"),
    );
    expect(isRight).toBe(true);
  });

  it("with PLAINTEXT joins the two secrets, and requires TLS (§3.4.4)", () => {
    const credentials = { ...consumer, ...token, consumerSecret: "a&b", signature: "PLAINTEXT" as const };
    const moment = { nonce: "n", timestamp: 1 };
    expect(signed("https://api.example/", credentials, moment).oauth_signature).toBe("a%26b&pfkkdhi9sl3r4s00");
    expect(() => signed("http://api.example/", credentials, moment)).toThrow(TypeError);
  });
});

const TEXTS = ["", "a", "A b", "é", "😀", "!'()*", "a=b&c", "%20", "+", "~-._", "日本", "/?#[]@", "a\tb", '"', "1"];

function text(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () => random.of(TEXTS)).join("");
}

describe("against an independent signer", () => {
  it("gives the same signature for 10,000 random requests", () => {
    const random = createRandom(5849);
    let differences = 0;
    for (let round = 0; round < 10_000; round += 1) {
      const signature = random.of(["HMAC-SHA1", "HMAC-SHA256"] as const);
      const url = new URL(`https://api.example${random.of(["", ":8443"])}/${encodeURIComponent(text(random))}/x`);
      for (let n = random.below(4); n > 0; n -= 1) url.searchParams.append(`q${n}`, text(random));
      const form = Object.fromEntries(
        Array.from({ length: random.below(4) }, (_, n) => [`f${n}${text(random)}`, text(random)]),
      );
      const method = random.of(["GET", "POST", "PUT", "DELETE"]);
      const [consumerSecret, tokenSecret] = [text(random), text(random)];
      const moment = { nonce: `n${round}`, timestamp: 1_700_000_000 + round };
      const judge = new OAuth({
        consumer: { key: "ck", secret: consumerSecret },
        signature_method: signature,
        nonce_length: 8,
        hash_function: (base, key) =>
          createHmac(signature === "HMAC-SHA1" ? "sha1" : "sha256", key)
            .update(base)
            .digest("base64"),
      });
      judge.getNonce = () => moment.nonce;
      judge.getTimeStamp = () => moment.timestamp;
      // The other signer reads the query as written and does not decode names, so names are plain here.
      const raw = `${url.origin}${url.pathname}${url.search.replaceAll("+", "%20")}`;
      const theirs = judge.authorize(
        { url: raw, method, data: { ...form } },
        { key: "tk", secret: tokenSecret },
      ).oauth_signature;
      const credentials = { consumerKey: "ck", consumerSecret, token: "tk", tokenSecret, signature };
      const ours = paramsOf(
        signOAuth1({ method, url, form: new URLSearchParams(form) }, credentials, moment),
      ).oauth_signature;
      if (ours !== theirs) differences += 1;
    }
    expect(differences).toBe(0);
  });
});
