import { createHmac, createPublicKey, timingSafeEqual, verify } from "node:crypto";
import { percent, sortedPairs, unpercent } from "./percent";
import { judging, must, refuse, type SeenRequest, type Verdict } from "./verdict";

const MAX_SKEW_SECONDS = 300;
const SINGLE = ["oauth_consumer_key", "oauth_token", "oauth_signature", "oauth_signature_method"];

/** What the server of an OAuth 1.0 request knows. */
export interface OAuth1Lookup {
  /** The only signature method this server accepts. */
  method: "HMAC-SHA1" | "HMAC-SHA256" | "RSA-SHA1" | "PLAINTEXT";
  /** The secret of a client; for RSA-SHA1 its public key in PEM. */
  consumer(key: string): string | null;
  /** The secret of a token, temporary or not. */
  token(token: string): string | null;
  /** The step of the flow, which determines the required and forbidden parameters. */
  step: "temporary" | "token" | "api";
  /** The verifier from the callback, for the step `token`. */
  verifier?: string | undefined;
  realm?: string | undefined;
  /** Used nonces. The request's nonce is added. */
  nonces: Set<string>;
  /** Epoch seconds. */
  now: number;
}

export interface OAuth1Facts {
  consumerKey: string;
  token: string | null;
  callback: string | null;
}

/**
 * Verifies a request signed with OAuth 1.0, with its parameters in the Authorization header.
 * @see RFC 5849 §3
 */
export function judgeOAuth1(request: SeenRequest, lookup: OAuth1Lookup): Verdict<OAuth1Facts> {
  return judging(() => {
    const { realm, params } = readHeader(request.headers.get("authorization"));
    must(lookup.realm === undefined || realm === lookup.realm, `The realm is ${realm}, not ${lookup.realm}.`);
    const all = [...params, ...request.url.searchParams, ...formOf(request)];
    for (const name of SINGLE) {
      must(all.filter(([other]) => other === name).length < 2, `${name} is repeated.`);
    }
    const facts = readFacts(params, lookup);
    checkMoment(params, lookup);
    checkSignature(request, { params, all }, lookup);
    checkStep(params, facts, lookup);
    lookup.nonces.add(nonceKey(params));
    return facts;
  });
}

type Pairs = (readonly [string, string])[];

/** RFC 5849 §3.5.1. */
function readHeader(header: string | null): { realm: string | null; params: Map<string, string> } {
  must(header, "There is no Authorization header.");
  const [, list] = /^OAuth\s+(.+)$/is.exec(header) ?? refuse("The Authorization header does not use the OAuth scheme.");
  const params = new Map<string, string>();
  let realm: string | null = null;
  for (const item of (list ?? "").split(",")) {
    const [, name = "", raw = ""] =
      /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(item) ??
      refuse(`The header has a part that is not name="value": ${item.trim()}.`);
    if (name === "realm") realm = raw;
    else {
      const value = unpercent(raw);
      must(value !== null && percent(value) === raw, `${name} is not percent-encoded as in RFC 5849 §3.6.`);
      must(!params.has(name), `${name} is repeated in the header.`);
      params.set(name, value);
    }
  }
  return { realm, params };
}

function formOf({ headers, body }: SeenRequest): Pairs {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers.get("content-type") ?? "");
  return isForm ? [...new URLSearchParams(body)] : [];
}

function readFacts(params: Map<string, string>, lookup: OAuth1Lookup): OAuth1Facts {
  const consumerKey = params.get("oauth_consumer_key") ?? refuse("oauth_consumer_key is missing.");
  must(lookup.consumer(consumerKey) !== null, `The consumer key ${consumerKey} is unknown.`);
  const token = params.get("oauth_token") ?? null;
  if (lookup.step === "temporary") must(!token, "A request for temporary credentials has oauth_token.");
  else must(token !== null && lookup.token(token) !== null, `The token ${token} is unknown.`);
  must(["1.0", undefined].includes(params.get("oauth_version")), "oauth_version is not 1.0.");
  return { consumerKey, token, callback: params.get("oauth_callback") ?? null };
}

function nonceKey(params: Map<string, string>): string {
  return ["oauth_consumer_key", "oauth_token", "oauth_timestamp", "oauth_nonce"]
    .map((name) => params.get(name) ?? "")
    .join("\n");
}

/** RFC 5849 §3.3. */
function checkMoment(params: Map<string, string>, { method, nonces, now }: OAuth1Lookup): void {
  const timestamp = params.get("oauth_timestamp");
  const nonce = params.get("oauth_nonce");
  if (method === "PLAINTEXT" && timestamp === undefined && nonce === undefined) return;
  must(timestamp && /^[1-9]\d*$/.test(timestamp), "oauth_timestamp is not a positive whole number.");
  must(Math.abs(Number(timestamp) - now) <= MAX_SKEW_SECONDS, "oauth_timestamp is more than five minutes off.");
  must(nonce, "oauth_nonce is missing.");
  must(!nonces.has(nonceKey(params)), "This nonce was used before.");
}

/** RFC 5849 §3.4.1. */
function baseString({ method, url }: SeenRequest, all: Pairs): string {
  const counted = all.filter(([name]) => name !== "oauth_signature");
  const encoded = counted.map(([name, value]) => [percent(name), percent(value)] as const);
  const list = sortedPairs(encoded).map(([name, value]) => `${name}=${value}`);
  // URL lower-cases scheme and host and drops the default port (§3.4.1.2).
  return [method.toUpperCase(), `${url.protocol}//${url.host}${url.pathname}`, list.join("&")].map(percent).join("&");
}

/** RFC 5849 §3.4.2 to §3.4.4. */
function checkSignature(
  request: SeenRequest,
  { params, all }: { params: Map<string, string>; all: Pairs },
  lookup: OAuth1Lookup,
): void {
  const { method } = lookup;
  const said = params.get("oauth_signature_method");
  must(said === method, `oauth_signature_method is ${said}, not ${method}.`);
  const signature = params.get("oauth_signature") ?? refuse("oauth_signature is missing.");
  const consumer = lookup.consumer(params.get("oauth_consumer_key") ?? "") ?? "";
  const token = params.get("oauth_token");
  const tokenSecret = token ? (lookup.token(token) ?? "") : "";
  const base = baseString(request, all);
  if (method === "RSA-SHA1") {
    const key = createPublicKey(consumer);
    must(verify("sha1", Buffer.from(base), key, Buffer.from(signature, "base64")), "The RSA-SHA1 signature is wrong.");
    return;
  }
  const key = `${percent(consumer)}&${percent(tokenSecret)}`;
  if (method === "PLAINTEXT") must(request.url.protocol === "https:", "PLAINTEXT requires TLS.");
  const hash = method === "HMAC-SHA256" ? "sha256" : "sha1";
  const wanted = method === "PLAINTEXT" ? key : createHmac(hash, key).update(base).digest("base64");
  must(isSame(wanted, signature), `The ${method} signature is wrong. Expected base string: ${base}`);
}

/** RFC 5849 §2.1 and §2.3. */
function checkStep(params: Map<string, string>, facts: OAuth1Facts, { step, verifier }: OAuth1Lookup): void {
  if (step === "temporary") {
    must(facts.callback === "oob" || URL.canParse(facts.callback ?? ""), "oauth_callback is missing or not a URL.");
  } else {
    must(facts.callback === null, "oauth_callback is only allowed in the first request.");
  }
  if (step === "token") must(params.get("oauth_verifier") === verifier, "oauth_verifier is missing or wrong.");
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
