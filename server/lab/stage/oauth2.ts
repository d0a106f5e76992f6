import { createPublicKey } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { judgeClientAuth, judgePkce, type SeenRequest } from "../judges";
import { type Answer, json, redirect } from "./answers";
import type { Endpoint, Opinion, Play, StageClient } from "./play";
import { Reader, shown } from "./reader";
import { fill, missingIn, type Values } from "./template";

type Code = Extract<Provider, { scheme: "oauth2_code" }>;
type ClientGrant = Extract<Provider, { scheme: "oauth2_client_credentials" | "oauth2_password" }>;

/** Scopes the prover sets on integrations whose entry has none of its own. */
export const OWN_SCOPES = ["things.read", "things.write"];
/** Scopes of the person that the prover asks for. */
export const USER_SCOPES = ["me.read", "me.write"];

/** How a server of the authorization code grant wants things; what is absent is as the RFCs have it. */
export interface CodeServer {
  authorizeUrls(values: Values): (string | null)[];
  tokenUrls(values: Values): (string | null)[];
  parUrl?: string | undefined;
  client(id: string): StageClient | undefined;
  scope: string | null;
  pkce: boolean;
  authorizeParams?: Values | undefined;
  userScopeParam?: string | undefined;
  userScope?: string | undefined;
  authorizeRename?: Values | undefined;
  tokenRename?: Values | undefined;
  codeParam?: string | undefined;
  issuer?: string | undefined;
  resource?: string | undefined;
  tokenMethod?: "POST" | "GET" | undefined;
  bodyFormat?: "form" | "json" | "query" | undefined;
  tokenHeaders?: Values | undefined;
  tokenParams?: Values | undefined;
  /** Who the token is for, where the server keeps several kinds. */
  issue(): Answer;
  /** Addresses that may stand in the audience of the client's own statement. */
  audience(values: Values): string[];
}

const nowSeconds = () => Date.now() / 1000;

/** The address whose values are all there, else the other. */
export function either(template: string | undefined, fallback: string | undefined, values: Values): string | null {
  if (template !== undefined && missingIn(template, values).length === 0) return fill(template, values);
  return fallback === undefined ? null : fill(fallback, values);
}

function parsedJson(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The parameters of a token request, from where this server wants them. */
export function readParams(reader: Reader, request: SeenRequest, method: string, format: string): URLSearchParams {
  const { url, headers, body } = request;
  if (method === "GET" || format === "query") {
    if (body !== "") reader.say("The request has a body, but its parameters belong into the address.");
    return url.searchParams;
  }
  const wanted = format === "json" ? "application/json" : "application/x-www-form-urlencoded";
  const type = headers.get("content-type") ?? "none";
  if (!type.startsWith(wanted)) reader.say(`The content type is ${type}, not ${wanted}.`);
  if (format !== "json") return new URLSearchParams(body);
  return new URLSearchParams(Object.entries(parsedJson(body)).map(([name, value]) => [name, String(value)]));
}

function readClient(
  play: Play,
  request: SeenRequest,
  params: URLSearchParams,
  input: { client: StageClient; rename?: Values | undefined; audience: string[] },
): string | null {
  const { client, rename = {}, audience } = input;
  const key = client.method === "private_key_jwt" ? client.secret : undefined;
  const verdict = judgeClientAuth(
    request,
    params,
    {
      ...client,
      idName: rename.client_id,
      secretName: rename.client_secret,
      assertion: key
        ? {
            alg: "RS256",
            key: createPublicKey(key),
            audience,
            seen: play.state.seen,
            header: client.kid ? { kid: client.kid } : undefined,
          }
        : undefined,
    },
    nowSeconds(),
  );
  return verdict.ok ? null : verdict.reason;
}

const CLIENT_PARAMS = ["client_id", "client_secret", "client_assertion", "client_assertion_type"];

function readAuthorization(play: Play, server: CodeServer, params: URLSearchParams, values: Values): string[] {
  const { authorizeRename: rename = {} } = server;
  const named = (name: string) => rename[name] ?? name;
  const sent = (name: string) => params.get(named(name));
  const known = { ...values, client_id: sent("client_id") ?? "" };
  const reader = new Reader(known);
  const client = server.client(sent("client_id") ?? "");
  if (!client) reader.say(`${named("client_id")} is ${shown(sent("client_id"))}, which is no client here.`);
  reader.equal(named("response_type"), sent("response_type"), "code");
  reader.equal(named("redirect_uri"), sent("redirect_uri"), play.callbackUrl);
  reader.equal(named("scope"), sent("scope"), server.scope);
  if ((sent("state") ?? "").length < 32) reader.say("state is missing or can be guessed.");
  if (server.pkce) {
    reader.equal("code_challenge_method", sent("code_challenge_method"), "S256");
    if (!/^[A-Za-z0-9_-]{43}$/.test(sent("code_challenge") ?? "")) reader.say("code_challenge is missing.");
  } else reader.equal("code_challenge", sent("code_challenge"), null);
  if (server.resource !== undefined) reader.equal("resource", sent("resource"), server.resource);
  reader.texts("the parameter", server.authorizeParams, (name) => params.get(name));
  if (server.userScopeParam) reader.equal(server.userScopeParam, params.get(server.userScopeParam), server.userScope);
  const standard = ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge"];
  reader.noOthers("the parameter", params.keys(), [
    ...[...standard, "code_challenge_method", ...(server.resource ? ["resource"] : [])].map(named),
    ...Object.keys(server.authorizeParams ?? {}),
    ...(server.userScopeParam ? [server.userScopeParam] : []),
  ]);
  for (const name of new Set(params.keys())) {
    if (params.getAll(name).length > 1) reader.say(`the parameter ${name} stands there twice (RFC 6749 §3.1).`);
  }
  return reader.finish();
}

function giveCode(play: Play, server: CodeServer, params: URLSearchParams): Answer {
  const named = (name: string) => params.get(server.authorizeRename?.[name] ?? name);
  const code = play.fresh("code");
  const redirectUri = named("redirect_uri") ?? "";
  play.state.codes.set(code, {
    redirectUri,
    challenge: named("code_challenge"),
    resource: named("resource"),
    clientId: named("client_id") ?? "",
  });
  const back = new URL(redirectUri);
  back.searchParams.set(server.codeParam ?? "code", code);
  back.searchParams.set("state", named("state") ?? "");
  if (server.issuer !== undefined) back.searchParams.set("iss", server.issuer);
  for (const [name, value] of Object.entries(play.fixtures.given.callback)) back.searchParams.set(name, value);
  return redirect(back.href);
}

/** Where an authorization page reads its parameters: the query, or the fragment of a page that routes by it. */
function pageParams(url: URL): URLSearchParams {
  const at = url.hash.indexOf("?");
  return at < 0 ? url.searchParams : new URLSearchParams(url.hash.slice(at + 1));
}

/** The authorization endpoint: a browser whose user agrees to everything. @see RFC 6749 §4.1.1, RFC 9126 §4 */
export function authorizeEndpoint(play: Play, server: CodeServer): Endpoint {
  return {
    name: "authorize",
    method: "GET",
    urls: server.authorizeUrls,
    judge: ({ url }, values): Opinion => {
      const sent = pageParams(url);
      if (server.parUrl === undefined) {
        return { problems: readAuthorization(play, server, sent, values), accept: () => giveCode(play, server, sent) };
      }
      const pushed = play.state.pushed.get(sent.get("request_uri") ?? "");
      const reader = new Reader(values);
      if (!pushed) reader.say("request_uri names no request that was pushed (RFC 9126 §4).");
      reader.equal("client_id", sent.get("client_id"), pushed?.get("client_id") ?? null);
      reader.noOthers("the parameter", sent.keys(), ["client_id", "request_uri"]);
      return { problems: reader.finish(), accept: () => giveCode(play, server, pushed ?? sent) };
    },
  };
}

/** Pushed authorization requests. @see RFC 9126 §2 */
export function parEndpoint(play: Play, server: CodeServer): Endpoint {
  return {
    name: "par",
    method: "POST",
    urls: (values) => [fill(server.parUrl ?? "", values)],
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      const params = readParams(reader, request, "POST", "form");
      const client = server.client(namedClient(request, params.get("client_id")));
      if (client) reader.say(readClient(play, request, params, { client, audience: server.audience(values) }));
      const own = new URLSearchParams(
        [...params].filter(([name]) => name === "client_id" || !CLIENT_PARAMS.includes(name)),
      );
      return {
        problems: [...reader.finish(), ...readAuthorization(play, server, own, values)],
        accept: () => {
          const uri = `urn:ietf:params:oauth:request_uri:${play.fresh("request")}`;
          play.state.pushed.set(uri, own);
          return json({ request_uri: uri, expires_in: 60 }, 201);
        },
      };
    },
  };
}

function renamedAll(names: readonly string[], rename: Values = {}): string[] {
  return names.map((name) => rename[name] ?? name);
}

/** The client a request names, in its parameters or by Basic authentication. */
function namedClient({ headers }: SeenRequest, id: string | null): string {
  const [, pair = ""] = /^Basic (.+)$/.exec(headers.get("authorization") ?? "") ?? [];
  return id ?? decodeURIComponent(Buffer.from(pair, "base64").toString().split(":")[0] ?? "");
}

/** The token endpoint, for codes. @see RFC 6749 §4.1.3, RFC 7636 §4.5 */
export function codeEndpoint(play: Play, server: CodeServer): Endpoint {
  const { tokenMethod = "POST", bodyFormat = "form", tokenRename: rename = {}, tokenParams = {} } = server;
  const named = (name: string) => rename[name] ?? name;
  return {
    name: "token",
    method: tokenMethod,
    urls: server.tokenUrls,
    judge: (request, values): Opinion => {
      const first = new Reader(values);
      const params = readParams(first, request, tokenMethod, bodyFormat);
      const code = params.get(named("code")) ?? "";
      const grant = play.state.codes.get(code);
      const client = server.client(grant?.clientId ?? namedClient(request, params.get(named("client_id"))));
      const secrets = { client_id: client?.id ?? "", client_secret: client?.secret ?? "" };
      const reader = new Reader({ ...values, ...secrets });
      for (const problem of first.finish()) reader.say(problem);
      if (!client) reader.say("The code was given to no client that is known here.");
      else reader.say(readClient(play, request, params, { client, rename, audience: server.audience(values) }));
      if (!tokenParams.grant_type)
        reader.equal(named("grant_type"), params.get(named("grant_type")), "authorization_code");
      if (!grant) {
        const isWrong = code === play.fixtures.wrong.code;
        return {
          problems: isWrong
            ? reader.finish()
            : [...reader.finish(), `The code is ${shown(code)}, which is none that is good here.`],
          accept: refused,
        };
      }
      reader.equal(named("redirect_uri"), params.get(named("redirect_uri")), grant.redirectUri);
      readVerifier(reader, params.get(named("code_verifier")), grant.challenge);
      if (server.resource !== undefined) reader.equal("resource", params.get("resource"), grant.resource);
      reader.texts("the parameter", tokenParams, (name) => params.get(name));
      reader.texts("the header", server.tokenHeaders, (name) => request.headers.get(name));
      reader.noOthers("the parameter", params.keys(), [
        ...renamedAll([...CLIENT_PARAMS, "grant_type", "code", "redirect_uri", "code_verifier", "resource"], rename),
        ...Object.keys(tokenParams),
      ]);
      return {
        problems: reader.finish(),
        accept: () => {
          play.state.codes.delete(code);
          return server.issue();
        },
      };
    },
  };
}

function readVerifier(reader: Reader, verifier: string | null, challenge: string | null): void {
  if (challenge === null) {
    reader.equal("code_verifier", verifier, null);
    return;
  }
  const verdict = judgePkce(challenge, verifier);
  if (!verdict.ok) reader.say(verdict.reason);
}

/** A code nobody gave out is refused, as the prover wants to see. */
function refused(): Answer {
  return json({ error: "invalid_grant", error_description: "This code was never given out." }, 400);
}

/** The token endpoint, for refresh tokens; each is good once. @see RFC 6749 §6, RFC 9700 §4.14.2 */
export function refreshEndpoint(play: Play, server: CodeServer, rules: RefreshRules): Endpoint {
  const { tokenRename: rename = {}, bodyFormat = "form" } = server;
  const method = rules.method ?? server.tokenMethod ?? "POST";
  const named = (name: string) => rename[name] ?? name;
  return {
    name: "refresh",
    method,
    urls: rules.urls ?? server.tokenUrls,
    judge: (request, values): Opinion => {
      const first = new Reader(values);
      const params = readParams(first, request, method, bodyFormat);
      const refreshToken = params.get(named("refresh_token")) ?? "";
      const client = server.client(namedClient(request, params.get(named("client_id"))));
      const secrets = { client_id: client?.id ?? "", client_secret: client?.secret ?? "", refresh_token: refreshToken };
      const reader = new Reader({ ...values, ...secrets }, { token: play.liveToken });
      for (const problem of first.finish()) reader.say(problem);
      if (!client) reader.say("The request names no client that is known here.");
      else reader.say(readClient(play, request, params, { client, rename, audience: server.audience(values) }));
      if (!rules.params?.grant_type)
        reader.equal(named("grant_type"), params.get(named("grant_type")), "refresh_token");
      reader.say(play.liveRefresh(refreshToken));
      if (server.resource !== undefined) reader.equal("resource", params.get("resource"), server.resource);
      reader.texts("the parameter", rules.params, (name) => params.get(name));
      reader.texts("the header", server.tokenHeaders, (name) => request.headers.get(name));
      reader.noOthers("the parameter", params.keys(), [
        ...renamedAll([...CLIENT_PARAMS, "grant_type", "refresh_token", "scope", "resource"], rename),
        ...Object.keys(rules.params ?? {}),
      ]);
      return {
        problems: reader.finish(),
        accept: () => {
          play.state.refresh.delete(refreshToken);
          return server.issue();
        },
      };
    },
  };
}

/** How an entry renews. */
export interface RefreshRules {
  urls?: ((values: Values) => (string | null)[]) | undefined;
  method?: "POST" | "GET" | undefined;
  params?: Values | undefined;
}

/** A live token exchanged for a newer one: everything it takes stands in the entry's parameters. */
function byAccessToken(play: Play, entry: Code): Endpoint {
  const method = entry.refreshMethod ?? entry.tokenMethod;
  return {
    name: "refresh",
    method,
    urls: (values) => [fill(entry.refreshUrl ?? entry.tokenUrl, values)],
    judge: (request, values): Opinion => {
      const reader = new Reader({ ...values, ...play.clientValues() }, { token: play.liveToken });
      const params = readParams(reader, request, method, entry.bodyFormat);
      reader.texts("the parameter", entry.refreshParams, (name) => params.get(name));
      reader.noOthers("the parameter", params.keys(), Object.keys(entry.refreshParams ?? {}));
      return { problems: reader.finish(), accept: () => issueFor(play, entry) };
    },
  };
}

function issueFor(play: Play, entry: Code): Answer {
  const { tokenResponse: rules, assumeExpiresIn, refreshBy } = entry;
  return play.issue({ rules, assumeExpiresIn, withRefresh: refreshBy === "refresh_token" });
}

/** The scopes of an authorization request as this entry writes them. */
function scopeOf(entry: Code): string {
  const asked = entry.defaultScopes ?? OWN_SCOPES;
  const { offlineScope } = entry;
  const all = offlineScope === undefined || asked.includes(offlineScope) ? asked : [...asked, offlineScope];
  return all.join(entry.scopeSeparator);
}

/** The endpoints of an authorization-code entry. */
export function codeEndpoints(play: Play, entry: Code): Endpoint[] {
  const { client } = play.fixtures;
  const own: StageClient = { id: client.id, secret: client.secret, method: entry.clientAuth };
  if (entry.clientAuth === "none") delete own.secret;
  const tokenUrls = (values: Values) => [either(entry.tokenUrl, entry.tokenUrlFallback, values)];
  const server: CodeServer = {
    authorizeUrls: (values) => [
      either(entry.authorizeUrl, entry.authorizeUrlFallback, { ...values, client_id: client.id }),
    ],
    tokenUrls,
    parUrl: entry.parUrl,
    client: (id) => (id === client.id ? own : undefined),
    scope: scopeOf(entry) || null,
    pkce: entry.pkce === "S256",
    authorizeParams: entry.authorizeParams,
    userScopeParam: entry.userScopeParam,
    userScope: USER_SCOPES.join(entry.scopeSeparator),
    authorizeRename: entry.authorizeRename,
    tokenRename: entry.tokenRename,
    codeParam: entry.codeParam,
    issuer: entry.issuer === undefined ? undefined : (fill(entry.issuer, play.values("api")) ?? undefined),
    tokenMethod: entry.tokenMethod,
    bodyFormat: entry.bodyFormat,
    tokenHeaders: entry.tokenHeaders,
    tokenParams: entry.tokenParams,
    issue: () => issueFor(play, entry),
    audience: (values) => [...tokenUrls(values), fill(entry.issuer ?? "", values)].filter((url) => url !== null),
  };
  const rules: RefreshRules = {
    urls: entry.refreshUrl === undefined ? undefined : (values) => [fill(entry.refreshUrl ?? "", values)],
    method: entry.refreshMethod,
    params: entry.refreshParams,
  };
  return [
    authorizeEndpoint(play, server),
    ...(entry.parUrl === undefined ? [] : [parEndpoint(play, server)]),
    codeEndpoint(play, server),
    entry.refreshBy === "access_token" ? byAccessToken(play, entry) : refreshEndpoint(play, server, rules),
  ];
}

/** The token endpoint of an entry whose end users bring their own client, or name and password. @see RFC 6749 §4.3, §4.4 */
export function clientGrantEndpoint(play: Play, entry: ClientGrant): Endpoint {
  const { tokenRename: rename = {}, tokenParams = {}, tokenMethod, bodyFormat } = entry;
  const named = (name: string) => rename[name] ?? name;
  const urls = (values: Values) => [either(entry.tokenUrl, entry.tokenUrlFallback, values)];
  const isPassword = entry.scheme === "oauth2_password";
  return {
    name: "token",
    method: tokenMethod,
    urls,
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      const params = readParams(reader, request, tokenMethod, bodyFormat);
      const id = values.client_id ?? values.username ?? "";
      const secret = values.client_secret ?? values.password;
      const key = values.client_private_key;
      const isKey = entry.clientAuth === "private_key_jwt";
      const client: StageClient = { id, secret: isKey ? key : secret, method: entry.clientAuth, kid: values.keyId };
      const audience = urls(values).filter((url) => url !== null);
      reader.say(readClient(play, request, params, { client, rename, audience }));
      const grant = isPassword ? "password" : "client_credentials";
      if (!tokenParams.grant_type) reader.equal(named("grant_type"), params.get(named("grant_type")), grant);
      if (isPassword) {
        reader.equal(named("username"), params.get(named("username")), values.username);
        reader.equal(named("password"), params.get(named("password")), values.password);
      }
      const asked = values.oauth_scopes?.split(/[\s,]+/) ?? entry.defaultScopes ?? [];
      if (!tokenParams.scope)
        reader.equal(named("scope"), params.get(named("scope")), asked.join(entry.scopeSeparator) || null);
      reader.texts("the parameter", tokenParams, (name) => params.get(name));
      reader.texts("the header", entry.tokenHeaders, (name) => request.headers.get(name));
      reader.noOthers("the parameter", params.keys(), [
        ...renamedAll(
          [...CLIENT_PARAMS, "grant_type", "scope", ...(isPassword ? ["username", "password"] : [])],
          rename,
        ),
        ...Object.keys(tokenParams),
      ]);
      const { tokenResponse: rules, assumeExpiresIn } = entry;
      return { problems: reader.finish(), accept: () => play.issue({ rules, assumeExpiresIn, withRefresh: false }) };
    },
  };
}
