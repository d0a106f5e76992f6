import { createHmac, sign } from "node:crypto";
import { readPrivateKey } from "../assertion/private-key";
import { base64 } from "../base64";
import { byBytes, percentEncode } from "../rfc3986";
import { webUrl } from "../web-url";

export type OAuth1Signature = "HMAC-SHA1" | "HMAC-SHA256" | "RSA-SHA1" | "PLAINTEXT";

/** The keys and the method of a signature. */
export interface OAuth1Credentials {
  consumerKey: string;
  /** For RSA-SHA1 a private key in PEM. */
  consumerSecret: string;
  token?: string | undefined;
  tokenSecret?: string | undefined;
  signature: OAuth1Signature;
  realm?: string | undefined;
}

/** The request to sign. */
export interface OAuth1Request {
  method: string;
  url: URL;
  /** Parameters of a form body. Other bodies are not signed (§3.4.1.3.1). */
  form?: URLSearchParams | undefined;
}

const HASHES = { "HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256" } as const;

/** Scheme, host and path, without default port, query or fragment (RFC 5849 §3.4.1.2). */
function baseUri(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** The signature base string (RFC 5849 §3.4.1). */
export function baseString({ method, url, form }: OAuth1Request, oauth: Record<string, string>): string {
  const all = [...url.searchParams, ...(form ?? []), ...Object.entries(oauth)];
  const encoded = all.map(([name, value]) => [percentEncode(name), percentEncode(value)] as const).sort(byBytes);
  const normalized = encoded.map(([name, value]) => `${name}=${value}`).join("&");
  return [method.toUpperCase(), baseUri(url), normalized].map(percentEncode).join("&");
}

function signatureOf(request: OAuth1Request, credentials: OAuth1Credentials, oauth: Record<string, string>): string {
  const { consumerSecret, tokenSecret = "", signature } = credentials;
  if (signature === "RSA-SHA1") {
    return base64(sign("sha1", Buffer.from(baseString(request, oauth)), readPrivateKey(consumerSecret)));
  }
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  if (signature === "PLAINTEXT") {
    // PLAINTEXT sends the secret itself, so it requires TLS (§3.4.4).
    webUrl(request.url.href);
    return key;
  }
  return createHmac(HASHES[signature], key).update(baseString(request, oauth)).digest("base64");
}

/**
 * Signs a request. @returns the value of its Authorization header.
 * @param moment a new nonce, and epoch seconds.
 * @param extra additional protocol parameters, such as `oauth_callback`.
 * @throws AssertionKeyError; TypeError for PLAINTEXT without TLS. @see RFC 5849 §3
 */
export function signOAuth1(
  request: OAuth1Request,
  credentials: OAuth1Credentials,
  moment: { nonce: string; timestamp: number },
  extra: Record<string, string> = {},
): string {
  const oauth: Record<string, string> = {
    oauth_consumer_key: credentials.consumerKey,
    ...(credentials.token !== undefined && { oauth_token: credentials.token }),
    oauth_signature_method: credentials.signature,
    oauth_timestamp: String(moment.timestamp),
    oauth_nonce: moment.nonce,
    oauth_version: "1.0",
    ...extra,
  };
  const signed = { ...oauth, oauth_signature: signatureOf(request, credentials, oauth) };
  const realm = credentials.realm === undefined ? [] : [["realm", credentials.realm] as const];
  const pairs = [...realm, ...Object.entries(signed)];
  return `OAuth ${pairs.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`).join(", ")}`;
}
