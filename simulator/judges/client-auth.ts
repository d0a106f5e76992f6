import { createHash } from "node:crypto";
import { type JwtExpectations, judgeJwt } from "./jwt";
import { judging, must, refuse, type SeenRequest, type Verdict } from "./verdict";

/** A registered client and its only authentication method. */
export interface RegisteredClient {
  id: string;
  secret?: string | undefined;
  method: "basic" | "body" | "none" | "private_key_jwt";
  /** For private_key_jwt: the key, the allowed audiences and the values of jti already used. */
  assertion?: (Pick<JwtExpectations, "alg" | "key" | "header" | "seen"> & { audience: readonly string[] }) | undefined;
  /** This server's names for `client_id` and `client_secret`. */
  idName?: string | undefined;
  secretName?: string | undefined;
}

const JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Verifies client authentication at a token endpoint. Only one method may be used (RFC 6749 §2.3).
 * @param params of the request, from query or body. @param now epoch seconds.
 * @see RFC 6749 §2.3.1, RFC 7523 §3
 */
export function judgeClientAuth(
  { headers }: Pick<SeenRequest, "headers">,
  params: URLSearchParams,
  client: RegisteredClient,
  now: number,
): Verdict {
  return judging(() => {
    const [idName, secretName] = [client.idName ?? "client_id", client.secretName ?? "client_secret"];
    const header = headers.get("authorization");
    if (client.method !== "basic") must(!header?.startsWith("Basic "), "The client used Basic authentication.");
    if (client.method !== "body") must(!params.has(secretName), `The request contains ${secretName}.`);
    if (client.method !== "private_key_jwt")
      must(!params.has("client_assertion"), "The request contains a client_assertion.");
    const id = params.get(idName);
    if (client.method === "basic") {
      checkBasic(header, client);
      must(id === null || id === client.id, `${idName} is ${id}, not ${client.id}.`);
    } else if (client.method === "private_key_jwt") {
      must(id === null || id === client.id, `${idName} is ${id}, not ${client.id}.`);
      checkAssertion(params, client, now);
    } else {
      must(id === client.id, `${idName} is ${id}, not ${client.id}.`);
      if (client.method === "body")
        must(params.get(secretName) === client.secret, `${secretName} is missing or wrong.`);
    }
    return {};
  });
}

/** Both parts are form-encoded before they are joined. */
function checkBasic(header: string | null, { id, secret = "" }: RegisteredClient): void {
  const [, pair = ""] =
    /^Basic ([A-Za-z0-9+/]+=*)$/.exec(header ?? "") ?? refuse("The client did not use Basic authentication.");
  const text = Buffer.from(pair, "base64").toString();
  const parts = text.split(":");
  must(parts.length === 2, "The Basic credentials don't have exactly one colon: their parts are not form-encoded.");
  const [gotId, gotSecret] = parts.map((part) => new URLSearchParams(`x=${part}`).get("x"));
  must(gotId === id, `The Basic user is ${gotId}, not ${id}.`);
  must(gotSecret === secret, "The Basic password is wrong.");
}

function checkAssertion(params: URLSearchParams, { id, assertion }: RegisteredClient, now: number): void {
  must(assertion, "This client has no registered key.");
  must(params.get("client_assertion_type") === JWT_BEARER, "client_assertion_type is not the JWT type.");
  const token = params.get("client_assertion") ?? refuse("client_assertion is missing.");
  const { audience, ...key } = assertion;
  const claims = { iss: id, sub: id, aud: (aud: unknown) => typeof aud === "string" && audience.includes(aud) };
  const verdict = judgeJwt(token, { ...key, claims, maxTtl: 300, now });
  if (!verdict.ok) refuse(verdict.reason);
}

/** Verifies a code verifier against the challenge of its authorization request. @see RFC 7636 §4.6 */
export function judgePkce(challenge: string, verifier: string | null): Verdict {
  return judging(() => {
    must(
      verifier !== null && /^[A-Za-z0-9._~-]{43,128}$/.test(verifier),
      "code_verifier is missing or not 43 to 128 characters.",
    );
    const wanted = createHash("sha256").update(verifier).digest("base64url");
    must(wanted === challenge, "code_verifier does not match the code_challenge.");
    return {};
  });
}
