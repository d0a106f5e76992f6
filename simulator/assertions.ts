import { createPublicKey } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { judgeJwt, judgeSaml, judgeWsse } from "./judges";
import type { Play } from "./play";
import { Reader, shown } from "./reader";
import { fill, type Values } from "./template";

type Jwt = Extract<Provider, { scheme: "signed_jwt" }>["assertion"];
type Saml = Extract<Provider, { scheme: "saml_bearer" }>["assertion"];

const nowSeconds = () => Date.now() / 1000;

function keyOf(assertion: Jwt, values: Values): string | Buffer {
  const key = fill(assertion.key, values) ?? "";
  if (assertion.alg !== "HS256") return createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
  return Buffer.from(key, assertion.keyFormat === "hex" ? "hex" : "utf8");
}

function jwtProblem(play: Play, assertion: Jwt, token: string, values: Values): string | null {
  const { alg, ttl } = assertion;
  const seen = "jti" in assertion.claims ? new Set(play.state.seen) : undefined;
  const verdict = judgeJwt(token, { alg, key: keyOf(assertion, values), maxTtl: ttl, now: nowSeconds(), seen });
  if (!verdict.ok) return verdict.reason;
  const { iat, exp, ...claims } = verdict.claims;
  const own = { ...claims, ...("iat" in assertion.claims && { iat }), ...("exp" in assertion.claims && { exp }) };
  const reader = new Reader(values);
  reader.json("the claim", assertion.claims, own);
  const { alg: _alg, typ: _typ, ...header } = verdict.header;
  reader.texts("the JWT's header", assertion.headers, (name) => {
    const value = header[name];
    return value === undefined ? null : String(value);
  });
  reader.noOthers("the JWT's header", Object.keys(header), Object.keys(assertion.headers ?? {}));
  const [problem = null] = reader.finish();
  if (problem === null && typeof claims.jti === "string" && seen) play.state.seen.add(claims.jti);
  return problem;
}

function samlProblem(assertion: Saml, text: string, values: Values): string | null {
  const value = (template: string) => fill(template, values) ?? "";
  const verdict = judgeSaml(text, {
    publicKey: createPublicKey(value(assertion.key)),
    issuer: value(assertion.issuer),
    audience: value(assertion.audience),
    recipient: value(assertion.recipient),
    nameId: value(assertion.nameId),
    maxTtl: assertion.ttl,
    attributes: Object.fromEntries(
      Object.entries(assertion.attributes ?? {}).map(([name, text]) => [name, value(text)]),
    ),
    now: nowSeconds(),
  });
  return verdict.ok ? null : verdict.reason;
}

/** The problem of a signed assertion. Null: none. */
export function assertionProblem(play: Play, text: string, values: Values): string | null {
  const { entry } = play;
  if (!("assertion" in entry) || !entry.assertion)
    return `${shown(text)} is an assertion that this entry does not use.`;
  return "alg" in entry.assertion
    ? jwtProblem(play, entry.assertion, text, values)
    : samlProblem(entry.assertion, text, values);
}

/** The problem of the token of an API call: an issued token, or a self-signed one. */
export function tokenProblem(play: Play, token: string, values: Values): string | null {
  const { entry } = play;
  if (entry.scheme === "signed_jwt") return jwtProblem(play, entry.assertion, token, values);
  if (entry.scheme !== "wsse") return play.liveToken(token);
  const { username, password = "" } = values;
  const verdict = judgeWsse(token, {
    password: (user) => (user === username ? password : null),
    digest: "hex",
    ttl: entry.ttl,
    // One token is used for all calls of its five minutes.
    nonces: new Set(),
    now: nowSeconds(),
  });
  return verdict.ok ? null : verdict.reason;
}
