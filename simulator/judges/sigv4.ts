import { createHash, createHmac } from "node:crypto";
import { percent, sortedPairs, unpercent } from "./percent";
import { judging, must, refuse, type SeenRequest, type Verdict } from "./verdict";

const ALGORITHM = "AWS4-HMAC-SHA256";
const MAX_SKEW_MS = 15 * 60_000;

/** What the server of a request signed with AWS Signature Version 4 knows. */
export interface SigV4Lookup {
  /** The secret and the session token of an access key. */
  keys(accessKeyId: string): { secretAccessKey: string; sessionToken?: string | undefined } | null;
  service: string;
  region: string;
  /** Epoch milliseconds. */
  now: number;
}

/** Verifies a request signed in its Authorization header. @see AWS "Signature Version 4 signing process" */
export function judgeSigV4(request: SeenRequest, lookup: SigV4Lookup): Verdict<{ accessKeyId: string }> {
  return judging(() => {
    const { credential, signedHeaders, signature } = readHeader(request.headers.get("authorization") ?? "");
    const [accessKeyId = "", day = "", region, service, end] = credential.split("/");
    must(region === lookup.region, `The scope has the region ${region}, not ${lookup.region}.`);
    must(service === lookup.service, `The scope has the service ${service}, not ${lookup.service}.`);
    must(end === "aws4_request", "The scope does not end in aws4_request.");
    const keys = lookup.keys(accessKeyId) ?? refuse(`The access key ${accessKeyId} is unknown.`);
    const sent = request.headers.get("x-amz-security-token") ?? undefined;
    must(sent === keys.sessionToken, "X-Amz-Security-Token is not the session token of this key.");
    const moment = checkMoment(request, day, lookup.now);
    checkSignedHeaders(request, signedHeaders);
    const canonical = canonicalRequest(request, signedHeaders, service === "s3");
    const scope = [day, region, service, end].join("/");
    const text = [ALGORITHM, moment, scope, sha256(canonical)].join("\n");
    const key = [day, lookup.region, lookup.service, "aws4_request"].reduce<string | Buffer>(
      (from, part) => createHmac("sha256", from).update(part).digest(),
      `AWS4${keys.secretAccessKey}`,
    );
    const wanted = createHmac("sha256", key).update(text).digest("hex");
    must(wanted === signature, `The signature is wrong. Expected canonical request: ${JSON.stringify(canonical)}`);
    return { accessKeyId };
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function readHeader(header: string): { credential: string; signedHeaders: string[]; signature: string } {
  must(header.startsWith(`${ALGORITHM} `), `The Authorization header does not use the scheme ${ALGORITHM}.`);
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(",")
      .map((part) => {
        const [name = "", ...rest] = part.trim().split("=");
        return [name, rest.join("=")] as const;
      }),
  );
  const part = (name: string) => parts.get(name) || refuse(`The Authorization header has no ${name}.`);
  return {
    credential: part("Credential"),
    signedHeaders: part("SignedHeaders").split(";"),
    signature: part("Signature"),
  };
}

function checkMoment({ headers }: SeenRequest, day: string, now: number): string {
  const moment = headers.get("x-amz-date") ?? refuse("X-Amz-Date is missing.");
  const [, y, mo, d, h, mi, s] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(moment) ?? refuse("X-Amz-Date is not YYYYMMDDTHHMMSSZ.");
  must(day === `${y}${mo}${d}`, "The day of the scope does not match X-Amz-Date.");
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  must(Math.abs(at - now) <= MAX_SKEW_MS, "X-Amz-Date is more than fifteen minutes off.");
  return moment;
}

/** `host`, the content type and every `x-amz-*` header must be signed. */
function checkSignedHeaders({ headers }: SeenRequest, signed: string[]): void {
  const sorted = [...signed].sort();
  must(signed.join() === sorted.join(), "SignedHeaders are not sorted.");
  must(signed.join() === signed.join().toLowerCase(), "SignedHeaders are not in lower case.");
  must(signed.includes("host"), "The host is not signed.");
  for (const [name] of headers) {
    if (name.startsWith("x-amz-")) must(signed.includes(name), `${name} is not signed.`);
  }
  for (const name of signed) must(name === "host" || headers.has(name), `${name} is signed but was not sent.`);
}

function canonicalRequest(request: SeenRequest, signed: string[], isS3: boolean): string {
  const { method, url, headers, body } = request;
  const path = url.pathname
    .split("/")
    .map((segment) => (isS3 ? percent(unpercent(segment) ?? segment) : percent(segment)))
    .join("/");
  const query = sortedPairs([...url.searchParams].map(([name, value]) => [percent(name), percent(value)] as const))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const value = (name: string) => (name === "host" ? url.host : (headers.get(name) ?? ""));
  const lines = signed.map((name) => `${name}:${value(name).trim().replace(/ +/g, " ")}\n`).join("");
  const hash = headers.get("x-amz-content-sha256") ?? sha256(body);
  must(hash === sha256(body) || hash === "UNSIGNED-PAYLOAD", "X-Amz-Content-Sha256 does not match the body.");
  must(!isS3 || headers.has("x-amz-content-sha256"), "S3 requires X-Amz-Content-Sha256.");
  return [method.toUpperCase(), path || "/", query, lines, signed.join(";"), hash].join("\n");
}
