import { createHmac } from "node:crypto";
import { base64OfText } from "../base64";
import type { Io } from "../io";
import { byBytes, percentEncode } from "../rfc3986";

/** The parts of a request that are signed, in this order, one per line. */
export interface CanonicalSigning {
  hash: "sha1" | "sha256" | "sha512";
  parts: readonly ("date" | "method" | "host" | "path" | "params")[];
}

interface Request {
  method: string;
  url: URL;
  headers: Headers;
}

function paramsOf(url: URL): string {
  const encoded = [...url.searchParams].map(([name, value]) => [percentEncode(name), percentEncode(value)] as const);
  return encoded
    .sort(byBytes)
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

/**
 * Signs a request with an HMAC over its parts. The signature is the password of Basic authentication.
 * @see Duo Admin API, "Authentication"
 */
export function signCanonical(
  { method, url, headers }: Request,
  { hash, parts }: CanonicalSigning,
  { username, password }: { username: string; password: string },
  { now }: Pick<Io, "now">,
): void {
  const date = new Date(now()).toUTCString().replace("GMT", "-0000");
  headers.set("date", date);
  const lines = {
    date,
    method: method.toUpperCase(),
    host: url.host.toLowerCase(),
    path: url.pathname,
    params: paramsOf(url),
  };
  const text = parts.map((part) => lines[part]).join("\n");
  const signature = createHmac(hash, password).update(text).digest("hex");
  headers.set("authorization", `Basic ${base64OfText(`${username}:${signature}`)}`);
}
