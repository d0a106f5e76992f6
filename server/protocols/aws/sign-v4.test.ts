import aws4 from "aws4";
import { describe, expect, it } from "vitest";
import { createRandom } from "../testing/random";
import { signAwsRequest } from "./sign-v4";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
const SCOPE = { region: "us-east-1", service: "service" };
const NOW = Date.UTC(2015, 7, 30, 12, 36, 0);

function signatureOf(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): string | undefined {
  const request = { method, url: new URL(`https://example.amazonaws.com${path}`), headers: new Headers(headers), body };
  signAwsRequest(request, KEYS, SCOPE, NOW);
  return /Signature=(\w+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
}

describe("AWS's published test suite", () => {
  it.each([
    ["get-vanilla", "GET", "/", {}, undefined, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
    [
      "get-vanilla-query-order-key-case",
      "GET",
      "/?Param2=value2&Param1=value1",
      {},
      undefined,
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ],
    [
      "get-vanilla-utf8-query",
      "GET",
      "/?ሴ=bar",
      {},
      undefined,
      "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04",
    ],
    [
      "get-header-value-trim",
      "GET",
      "/",
      { "my-header1": " value1", "my-header2": ' "a   b   c"' },
      undefined,
      "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ],
    [
      "post-header-key-sort",
      "POST",
      "/",
      { "my-header1": "value1" },
      undefined,
      "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    ],
    ["post-vanilla", "POST", "/", {}, undefined, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
    [
      "post-vanilla-query",
      "POST",
      "/?Param1=value1",
      {},
      undefined,
      "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    ],
    [
      "post-x-www-form-urlencoded",
      "POST",
      "/",
      { "content-type": "application/x-www-form-urlencoded" },
      "Param1=value1",
      "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ],
    [
      "get-unreserved",
      "GET",
      "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
      {},
      undefined,
      "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f",
    ],
  ])("%s", (...[, method, path, headers, body, signature]) => {
    expect(signatureOf(method, path, headers, body)).toBe(signature);
  });
});

describe("a signed request", () => {
  it("with session keys has the session token, and signs it", () => {
    const request = { method: "GET", url: new URL("https://iam.amazonaws.com/"), headers: new Headers() };
    signAwsRequest(request, { ...KEYS, sessionToken: "st" }, { region: "us-east-1", service: "iam" }, NOW);
    expect(request.headers.get("x-amz-security-token")).toBe("st");
    expect(request.headers.get("authorization")).toContain("SignedHeaders=host;x-amz-date;x-amz-security-token,");
  });
});

const TEXTS = ["a", "A b", "é", "😀", "!'()*", "a=b&c", "+", "~-._", "日本", "1", ""];

describe("against an independent signer", () => {
  it("gives the same signature for 2,000 random requests", () => {
    const random = createRandom(4);
    const differing: string[] = [];
    for (let round = 0; round < 2000; round += 1) {
      const service = random.of(["sts", "iam", "execute-api", "inspector2", "s3"]);
      const region = random.of(["us-east-1", "eu-central-1", "ap-southeast-2"]);
      const url = new URL(`https://${service}.${region}.amazonaws.com/`);
      url.pathname = Array.from({ length: random.below(3) }, () => encodeURIComponent(random.of(TEXTS) || "x")).join(
        "/",
      );
      for (let n = random.below(4); n > 0; n -= 1) url.searchParams.append(`k${n}`, random.of(TEXTS));
      const method = random.of(["GET", "POST", "PUT"]);
      const body = method === "GET" ? undefined : random.of(["", "a=b", '{"a":"é"}']);
      const now = NOW + round * 1000;
      const request = { method, url, headers: new Headers({ "x-custom": `v ${round}` }), body };
      signAwsRequest(request, KEYS, { region, service }, now);
      const date = request.headers.get("x-amz-date") ?? "";
      const judged = aws4.sign(
        {
          host: url.host,
          // aws4 signs the query as written and expects spaces as %20.
          path: url.pathname + url.search.replaceAll("+", "%20"),
          method,
          service,
          region,
          headers: {
            "X-Amz-Date": date,
            "x-custom": `v ${round}`,
            ...(service === "s3" && { "X-Amz-Content-Sha256": request.headers.get("x-amz-content-sha256") ?? "" }),
          },
          ...(body !== undefined && { body }),
          extraHeadersToIgnore: { "content-length": true, "content-type": true },
        },
        KEYS,
      );
      const theirs = /Signature=(\w+)$/.exec(String(judged.headers?.Authorization))?.[1];
      const ours = /Signature=(\w+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
      if (ours !== theirs) differing.push(`${method} ${url}`);
    }
    expect(differing).toEqual([]);
  });
});
