import { describe, expect, it } from "vitest";
import { type CanonicalHmacLookup, judgeCanonicalHmac } from "./canonical-hmac";
import { seen } from "./testing/seen";

const USER = "DIWJ8X6AEYOR5OMC6TQ1";
const SIGNATURE = "c1ef43767c3eb3b3258dbddca6f8d0941e085b92";
const URL = "https://api-xxxxxxxx.duosecurity.com/admin/v1/users";
const DATE = "Tue, 21 Aug 2012 17:29:18 -0000";

const lookup: CanonicalHmacLookup = {
  secret: (user) => (user === USER ? "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep" : null),
  hash: "sha1",
  parts: ["date", "method", "host", "path", "params"],
  now: Date.parse(DATE) / 1000,
};
const request = ({
  user = USER,
  signature = SIGNATURE,
  url = URL,
  date = DATE,
  body = "username=root&realname=First%20Last",
}) =>
  seen(
    "POST",
    url,
    {
      date,
      authorization: `Basic ${Buffer.from(`${user}:${signature}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body,
  );

describe("verifying a canonical HMAC sent as the password (Duo Admin API)", () => {
  it("accepts the documented example", () => {
    expect(judgeCanonicalHmac(request({}), lookup)).toEqual({ ok: true, user: USER });
  });

  it.each([
    ["another parameter", request({ body: "username=root&realname=Other" }), /signature is wrong/],
    ["another path", request({ url: `${URL}s` }), /signature is wrong/],
    ["another host", request({ url: "https://example.com/admin/v1/users" }), /signature is wrong/],
    ["another date", request({ date: "Tue, 21 Aug 2012 17:29:19 -0000" }), /signature is wrong/],
    ["an old date", request({ date: "Tue, 21 Aug 2012 16:29:18 -0000" }), /five minutes/],
    ["a date in another format", request({ date: "2012-08-21T17:29:18Z" }), /RFC 2822/],
    ["an unknown user", request({ user: "other" }), /other is unknown/],
    ["no password", seen("GET", URL), /not Basic/],
  ])("rejects %s", (_, sent, reason) => {
    expect(judgeCanonicalHmac(sent, lookup)).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });
});
