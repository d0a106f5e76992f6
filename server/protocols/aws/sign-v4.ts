import { createHash, createHmac } from "node:crypto";
import { byBytes, percentEncode } from "../rfc3986";

const ALGORITHM = "AWS4-HMAC-SHA256";
/** Headers that are not signed: proxies change them, or they are the signature. */
const UNSIGNED = new Set(["authorization", "user-agent", "connection", "accept"]);

/** Keys of an IAM user, or of a role's session. */
export interface AwsKeys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** A request to sign. Signing changes its headers. */
export interface AwsRequest {
  method: string;
  url: URL;
  headers: Headers;
  body?: string | Uint8Array | undefined;
}

function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function hmac(key: string | Uint8Array, data: string): Buffer {
  return createHmac("sha256", key).update(data).digest();
}

/** Encodes each path segment a second time, as every service but S3 expects. */
function canonicalPath(pathname: string, service: string): string {
  const encode = service === "s3" ? (segment: string) => percentEncode(decodeURIComponent(segment)) : percentEncode;
  return pathname.split("/").map(encode).join("/");
}

function canonicalQuery(params: URLSearchParams): string {
  const encoded = [...params].map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  return encoded
    .sort(byBytes)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function canonicalHeaders(url: URL, headers: Headers): { text: string; names: string } {
  const signed = [...headers].filter(([name]) => !UNSIGNED.has(name));
  const all = [["host", url.host], ...signed].map(
    ([name = "", value = ""]) => [name, value.trim().replace(/ +/g, " ")] as const,
  );
  all.sort(byBytes);
  return {
    text: all.map(([name, value]) => `${name}:${value}\n`).join(""),
    names: all.map(([name]) => name).join(";"),
  };
}

/**
 * Signs a request with AWS Signature Version 4.
 * @param now epoch milliseconds.
 * @see AWS IAM user guide, "Create a signed AWS API request"
 */
export function signAwsRequest(
  request: AwsRequest,
  keys: AwsKeys,
  { region, service }: { region: string; service: string },
  now: number,
): void {
  const { method, url, headers, body = "" } = request;
  const amzDate = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = amzDate.slice(0, 8);
  headers.set("x-amz-date", amzDate);
  if (keys.sessionToken) headers.set("x-amz-security-token", keys.sessionToken);
  const payload = sha256(body);
  if (service === "s3") headers.set("x-amz-content-sha256", payload);
  const { text, names } = canonicalHeaders(url, headers);
  const canonical = [
    method.toUpperCase(),
    canonicalPath(url.pathname, service),
    canonicalQuery(url.searchParams),
    text,
    names,
    payload,
  ].join("\n");
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = [ALGORITHM, amzDate, scope, sha256(canonical)].join("\n");
  const key = [region, service, "aws4_request"].reduce(hmac, hmac(`AWS4${keys.secretAccessKey}`, day));
  const signature = hmac(key, toSign).toString("hex");
  const credential = `${keys.accessKeyId}/${scope}`;
  headers.set("authorization", `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`);
}
