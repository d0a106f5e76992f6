import { hang, tooManyRequests, unavailable, webPage } from "./faults";
import { BASIC_USER, type CredentialFate, fateOf, KEY_OWNER, type Person, personOf } from "./fixtures";
import type { Lab } from "./lab";
import { type LedgerKind, recordInLedger } from "./ledger";
import { scopesOf } from "./params";
import { fingerprintOf } from "./secrets";
import { findToken, tokenProblem } from "./tokens";

type Credential =
  | { kind: "bearer"; token: string }
  | { kind: "api_key"; key: string }
  | { kind: "basic"; user: string; password: string };

/** `GET /lab/api/me`: returns the user of an access token, API key, or username and password. */
export async function me(lab: Lab, request: Request): Promise<Response> {
  const credential = readCredential(request);
  if (credential instanceof Response) return credential;
  switch (credential.kind) {
    case "bearer":
      return credential.token.startsWith("lab_key_")
        ? answerKey(lab, request, credential.token)
        : answerToken(lab, request, credential.token);
    case "api_key":
      return answerKey(lab, request, credential.key);
    case "basic":
      return answerBasic(lab, request, credential);
  }
}

/** Returns the credential of a request, or an error response (RFC 6750 §2: only one, and not in the URL). */
function readCredential(request: Request): Credential | Response {
  if (new URL(request.url).searchParams.has("access_token")) {
    return refuse(400, "invalid_request", "Send the token in the Authorization header, not in the URL.");
  }
  const apiKey = request.headers.get("x-api-key");
  const authorization = request.headers.get("authorization");
  if (apiKey !== null && authorization !== null) {
    return refuse(400, "invalid_request", "Send either Authorization or X-API-Key, not both.");
  }
  if (apiKey !== null) return { kind: "api_key", key: apiKey };
  if (authorization === null) {
    const message = "Send an access token, an API key, or a username and password.";
    return refuse(401, "missing_credentials", message, 'Bearer realm="Provider lab"');
  }
  const [, scheme = "", value = ""] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return { kind: "bearer", token: value };
  const pair = scheme.toLowerCase() === "basic" ? Buffer.from(value, "base64").toString("utf8") : "";
  const colon = pair.indexOf(":");
  if (colon > -1) return { kind: "basic", user: pair.slice(0, colon), password: pair.slice(colon + 1) };
  return refuse(401, "invalid_authorization", "The Authorization header is neither Bearer nor Basic.", "Bearer, Basic");
}

async function answerToken(lab: Lab, request: Request, secret: string): Promise<Response> {
  const found = await findToken(lab.pool(), secret);
  if (found?.token.kind !== "access") return refuseToken("This access token is unknown.");
  const { token, grant } = found;
  const fingerprint = fingerprintOf(secret);
  const note = (reason: string) =>
    recordInLedger(lab, lab.pool(), grant, { event: "refused", kind: "access", fingerprint, detail: { reason } });
  const problem = tokenProblem(lab, found);
  if (problem) {
    await note(`token_${problem}`);
    return refuseToken(problem === "expired" ? "This access token has expired." : "This access token was revoked.");
  }
  if (grant.apiScenario !== "ok") {
    await note(`scenario_${grant.apiScenario}`);
    if (grant.apiScenario === "down") return unavailable();
    if (grant.apiScenario === "429") return tooManyRequests();
    return grant.apiScenario === "html" ? webPage() : hang(lab, request.signal);
  }
  await recordInLedger(lab, lab.pool(), grant, { event: "used", kind: "access", fingerprint });
  const secondsLeft = token.expiresAt ? Math.ceil((token.expiresAt.getTime() - lab.now().getTime()) / 1000) : null;
  const person = personOf(grant.person);
  if (!person) return refuseToken("The user of this access token no longer exists.");
  return answer(person, { via: "oauth2", scopes: scopesOf(grant.scope), expires_in: secondsLeft });
}

async function answerKey(lab: Lab, request: Request, key: string): Promise<Response> {
  const fate = fateOf("lab_key_", key);
  const refused = await noteAndJudge(lab, request, { kind: "api_key", secret: key, fate });
  if (refused) return refused;
  return answer(KEY_OWNER, { via: "api_key", scopes: [], expires_in: null });
}

async function answerBasic(lab: Lab, request: Request, given: { user: string; password: string }): Promise<Response> {
  const fate = given.user === BASIC_USER ? fateOf("lab_pass_", given.password) : null;
  const secret = `${given.user}:${given.password}`;
  const refused = await noteAndJudge(lab, request, { kind: "basic", secret, fate });
  if (refused) return refused;
  return answer(KEY_OWNER, { via: "basic", scopes: [], expires_in: null });
}

interface FixtureUse {
  kind: Extract<LedgerKind, "api_key" | "basic">;
  secret: string;
  fate: CredentialFate | null;
}

/** Records the use of a test credential. Returns an error response unless the credential is valid. */
async function noteAndJudge(lab: Lab, request: Request, { kind, secret, fate }: FixtureUse): Promise<Response | null> {
  const connection = request.headers.get("x-lab-connection")?.slice(0, 255) ?? null;
  const fingerprint = fingerprintOf(secret);
  const isValid = fate === "valid";
  const outcome = isValid
    ? { event: "used" as const }
    : { event: "refused" as const, detail: { reason: fate ?? "unknown" } };
  await recordInLedger(lab, lab.pool(), { connection }, { ...outcome, kind, fingerprint });
  const what = kind === "api_key" ? "API key" : "username or password";
  const challenge = kind === "api_key" ? undefined : 'Basic realm="Provider lab"';
  switch (fate) {
    case "valid":
      return null;
    case "revoked":
      return refuse(401, `revoked_${kind}`, `This ${what} was revoked. Create a new one.`, challenge);
    case "limited":
      return tooManyRequests();
    case "down":
      return unavailable();
    case null:
      return refuse(401, `invalid_${kind}`, `The lab doesn't recognize this ${what}.`, challenge);
  }
}

function answer(person: Person, by: { via: string; scopes: string[]; expires_in: number | null }): Response {
  return Response.json({ ...person, ...by });
}

function refuseToken(message: string): Response {
  return refuse(
    401,
    "invalid_token",
    message,
    `Bearer realm="Provider lab", error="invalid_token", error_description="${message}"`,
  );
}

function refuse(status: 400 | 401, error: string, message: string, challenge?: string): Response {
  return Response.json({ error, message }, { status, headers: challenge ? { "www-authenticate": challenge } : {} });
}
