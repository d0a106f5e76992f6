import { describe, expect, it } from "vitest";
import { judgeSigV4, type SigV4Lookup } from "./sigv4";
import { seen } from "./testing/seen";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SIGNATURE = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";

function lookup(fields: Partial<SigV4Lookup> = {}): SigV4Lookup {
  return {
    keys: (id) => (id === "AKIDEXAMPLE" ? { secretAccessKey: SECRET } : null),
    service: "service",
    region: "us-east-1",
    now: Date.UTC(2015, 7, 30, 12, 36, 0),
    ...fields,
  };
}

const authorization = (signature = SIGNATURE, scope = "AKIDEXAMPLE/20150830/us-east-1/service/aws4_request") =>
  `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
const HEADERS = { "x-amz-date": "20150830T123600Z", authorization: authorization() };
const vanilla = (headers: Record<string, string> = {}, url = "https://example.amazonaws.com/", body = "") =>
  seen("GET", url, { ...HEADERS, ...headers }, body);

describe("verifying AWS Signature Version 4", () => {
  it("accepts get-vanilla of the published suite", () => {
    expect(judgeSigV4(vanilla(), lookup())).toEqual({ ok: true, accessKeyId: "AKIDEXAMPLE" });
  });

  it("accepts get-vanilla-query-order-key-case in any order", () => {
    const signature = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";
    const url = "https://example.amazonaws.com/?Param2=value2&Param1=value1";
    expect(judgeSigV4(vanilla({ authorization: authorization(signature) }, url), lookup())).toMatchObject({ ok: true });
  });

  it.each([
    ["another path", vanilla({}, "https://example.amazonaws.com/x"), /signature is wrong/],
    ["another host", vanilla({}, "https://example.com/"), /signature is wrong/],
    ["another body", vanilla({}, "https://example.amazonaws.com/", "x"), /signature is wrong/],
    [
      "a changed signature",
      vanilla({ authorization: authorization(SIGNATURE.replace("5", "6")) }),
      /signature is wrong/,
    ],
    ["an x-amz header that is not signed", vanilla({ "x-amz-target": "x" }), /x-amz-target is not signed/],
    ["an unknown session token", vanilla({ "x-amz-security-token": "x" }), /session token/],
    ["no moment", seen("GET", "https://example.amazonaws.com/", { authorization: authorization() }), /X-Amz-Date/],
    ["a time on another day", vanilla({ "x-amz-date": "20150829T123600Z" }), /day of the scope/],
    [
      "an unknown key",
      vanilla({ authorization: authorization(SIGNATURE, "OTHER/20150830/us-east-1/service/aws4_request") }),
      /OTHER is unknown/,
    ],
    [
      "another region",
      vanilla({ authorization: authorization(SIGNATURE, "AKIDEXAMPLE/20150830/eu-west-1/service/aws4_request") }),
      /region eu-west-1/,
    ],
  ])("rejects %s", (_, request, reason) => {
    expect(judgeSigV4(request, lookup())).toEqual({ ok: false, reason: expect.stringMatching(reason) });
  });

  it("rejects an old signature", () => {
    const late = lookup({ now: Date.UTC(2015, 7, 30, 13, 0, 0) });
    expect(judgeSigV4(vanilla(), late)).toMatchObject({ reason: /fifteen minutes/ });
  });
});
