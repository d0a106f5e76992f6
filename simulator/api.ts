import { createPublicKey } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { json } from "./answers";
import { tokenProblem } from "./assertions";
import { either } from "./code-server";
import { judgeCanonicalHmac, judgeMessageSignature, judgeOAuth1, judgeSigV4, type SeenRequest } from "./judges";
import { putAt } from "./paths";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import { fill, missingIn, type Values } from "./template";

type Call = NonNullable<Provider["verify"]>;
/** A call with any method, because some tokens are revoked with DELETE. */
type ReadableCall = Omit<Call, "method">;

const nowSeconds = () => Date.now() / 1000;

/** The URLs of a call: its own, or a path of the API. */
function addresses({ api }: Provider, call: ReadableCall, values: Values): (string | null)[] {
  if (call.url !== undefined) return [fill(call.url, values)];
  const path = call.path ?? "";
  const isMain = missingIn((api.baseUrl ?? "") + path, values).length === 0;
  return [fill((isMain ? (api.baseUrl ?? "") : (api.baseUrlFallback ?? "")) + path, values)];
}

function readCredential(play: Play, request: SeenRequest, reader: Reader, values: Values): void {
  const { auth } = play.entry.api;
  const { headers, url } = request;
  if (auth.in === "header") {
    const name = auth.name ?? "authorization";
    reader.text(`the header ${name}`, auth.format ?? "Bearer {token}", headers.get(name));
  } else if (auth.in === "query") {
    const name = auth.name ?? "api_key";
    reader.text(`the parameter ${name}`, auth.format ?? "{apiKey}", url.searchParams.get(name));
  } else if (auth.in === "basic") {
    const [, pair = ""] = /^Basic (.+)$/.exec(headers.get("authorization") ?? "") ?? [];
    const text = pair ? Buffer.from(pair, "base64").toString() : null;
    reader.text("the Basic pair", auth.format ?? "{username}:{password}", text);
  } else {
    reader.say(signatureProblem(play, request, values));
  }
}

function oauth1Problem(play: Play, request: SeenRequest, values: Values): string | null {
  const { entry, fixtures, state } = play;
  if (entry.scheme !== "oauth1" && entry.scheme !== "oauth1_tba") return "The entry does not use OAuth 1.0.";
  const { client, credentials } = fixtures;
  const own = Object.values(values.token_id ? { [values.token_id]: values.token_secret } : {});
  const [id, secret] = [values.token_id ?? values.tokenId, values.token_secret ?? values.tokenSecret ?? own[0]];
  const verdict = judgeOAuth1(request, {
    method: entry.signature,
    consumer: (key) => (key === client.id ? consumerKey(entry.signature, client.secret) : null),
    token: (token) => (id !== undefined && token === id ? (secret ?? "") : (state.secrets.get(token)?.secret ?? null)),
    step: "api",
    realm:
      entry.scheme === "oauth1_tba" && entry.realm
        ? (fill(entry.realm, { ...credentials, ...values }) ?? "")
        : undefined,
    nonces: state.seen,
    now: nowSeconds(),
  });
  return verdict.ok ? null : verdict.reason;
}

/** The key that verifies a client's signature. */
export function consumerKey(method: string, secret: string): string {
  return method === "RSA-SHA1" ? createPublicKey(secret).export({ type: "spki", format: "pem" }).toString() : secret;
}

function awsProblem(play: Play, request: SeenRequest, values: Values): string | null {
  const { entry, state } = play;
  if (entry.scheme !== "aws_sigv4") return "The entry does not use AWS Signature Version 4.";
  const { role, service, region, regionFallback } = entry.signing;
  const verdict = judgeSigV4(request, {
    keys: (id) => {
      const session = state.secrets.get(id);
      if (session) return { secretAccessKey: session.secret, sessionToken: session.session };
      return role === undefined && id === values.username ? { secretAccessKey: values.password ?? "" } : null;
    },
    service: fill(service, values) ?? "",
    region: either(region, regionFallback, values) ?? "",
    now: Date.now(),
  });
  return verdict.ok ? null : verdict.reason;
}

function requestProblem(play: Play, request: SeenRequest, values: Values): string | null {
  if (play.entry.scheme !== "request_signing") return "The entry does not sign requests.";
  const { signing } = play.entry;
  if (signing.kind === "canonical_hmac") {
    const { hash, parts } = signing;
    const secret = (user: string) => (user === values.username ? (values.password ?? "") : null);
    const verdict = judgeCanonicalHmac(request, { secret, hash, parts, now: nowSeconds() });
    return verdict.ok ? null : verdict.reason;
  }
  const id = fill(signing.keyId, values);
  const key = (asked: string) => (asked === id ? createPublicKey(fill(signing.key, values) ?? "") : null);
  const verdict = judgeMessageSignature(request, { key, components: signing.components, now: nowSeconds() });
  return verdict.ok ? null : verdict.reason;
}

function signatureProblem(play: Play, request: SeenRequest, values: Values): string | null {
  switch (play.entry.api.auth.in) {
    case "oauth1":
      return oauth1Problem(play, request, values);
    case "sigv4":
      return awsProblem(play, request, values);
    case "signature":
      return requestProblem(play, request, values);
    default:
      return null;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Checks a call to the API: the credential and the entry's headers, parameters and body. */
export function readCall(play: Play, request: SeenRequest, call: ReadableCall, values: Values): string[] {
  const { api } = play.entry;
  const { method, url, headers, body } = request;
  const known = { ...values, "@method": method, "@host": url.host, "@path": url.pathname };
  const reader = new Reader(known, { token: (token) => tokenProblem(play, token, values) });
  readCredential(play, request, reader, known);
  const named = api.headers ?? {};
  const isCredential = (name: string) => api.auth.in === "header" && name === (api.auth.name ?? "authorization");
  const others = Object.fromEntries(Object.entries(named).filter(([name]) => !isCredential(name)));
  reader.texts("the header", others, (name) => headers.get(name));
  reader.texts("the parameter", api.query, (name) => url.searchParams.get(name));
  const own = addresses(play.entry, call, values).flatMap((text) =>
    text ? [...new URL(text).searchParams.keys()] : [],
  );
  const credential = api.auth.in === "query" ? [api.auth.name ?? "api_key"] : [];
  reader.noOthers("the parameter", url.searchParams.keys(), [...own, ...credential, ...Object.keys(api.query ?? {})]);
  const wanted = { ...api.body, ...call.body };
  if (method !== "GET" && Object.keys(wanted).length > 0) reader.json("the body", wanted, parsed(body));
  return reader.finish();
}

/**
 * A call to a path that the entry does not mention. Only its credential is checked. Null: the entry has no API.
 */
export function anyCall({ api }: Provider): Call | null {
  if (api.baseUrl === undefined) return null;
  return { method: api.auth.in === "body" ? "POST" : "GET", path: "/stage/any-call" };
}

function anyEndpoint(play: Play): Endpoint[] {
  const call = anyCall(play.entry);
  if (!call) return [];
  return [
    {
      name: "call",
      method: call.method,
      urls: (values) => addresses(play.entry, call, values),
      judge: (request, values) => ({
        problems: readCall(play, request, call, values),
        accept: () => json({ ok: true }),
      }),
    },
  ];
}

/** The calls that Keyhold makes, any other call, and their responses. */
export function apiEndpoints(play: Play): Endpoint[] {
  const { entry, fixtures } = play;
  const calls: { name: string; call: Call; keep: Record<string, string> }[] = [
    ...(entry.afterConnect ?? []).map(({ keep, ...call }) => ({ name: "afterConnect", call, keep })),
    ...(entry.verify ? [{ name: "verify", call: entry.verify, keep: {} }] : []),
  ];
  const keepOf = (url: string) =>
    calls.filter((other) => addresses(entry, other.call, play.values("api")).includes(url)).map((other) => other.keep);
  // Values that a call returns are not known before it.
  const laterThan = (index: number) => calls.slice(index).flatMap(({ keep }) => Object.keys(keep));
  const own = calls.map(
    ({ name, call, keep }, index): Endpoint => ({
      name,
      method: call.method,
      before: laterThan(index),
      urls: (values) => addresses(entry, call, values),
      judge: (request, values): Opinion => ({
        problems: readCall(play, request, call, values),
        accept: () => {
          const [url = ""] = addresses(entry, call, play.values("api"));
          // Two calls to one URL get one response.
          const all: Record<string, string> = Object.assign({}, keep, ...keepOf(url ?? ""));
          const tree = Object.entries(all).reduce<unknown>(
            (made, [variable, path]) => putAt(made, path, fixtures.given.api[variable]),
            /^\d/.test(Object.values(all)[0] ?? "") ? [] : { ok: true },
          );
          return json(tree);
        },
      }),
    }),
  );
  return [...own, ...anyEndpoint(play)];
}
