import { type Answer, json, redirect } from "./answers";
import type { CodeServer } from "./code-server";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader, shown } from "./reader";
import { fill, type Values } from "./template";
import { CLIENT_PARAMS, namedClient, readClient, readParams } from "./token-params";

function readAuthorization(play: Play, server: CodeServer, params: URLSearchParams, values: Values): string[] {
  const { authorizeRename: rename = {} } = server;
  const named = (name: string) => rename[name] ?? name;
  const sent = (name: string) => params.get(named(name));
  const known = { ...values, client_id: sent("client_id") ?? "" };
  const reader = new Reader(known);
  const client = server.client(sent("client_id") ?? "");
  if (!client) reader.say(`${named("client_id")} is ${shown(sent("client_id"))}, which is not a known client.`);
  reader.equal(named("response_type"), sent("response_type"), "code");
  reader.equal(named("redirect_uri"), sent("redirect_uri"), play.callbackUrl);
  reader.equal(named("scope"), sent("scope"), server.scope);
  if ((sent("state") ?? "").length < 32) reader.say("state is missing or guessable.");
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
    if (params.getAll(name).length > 1) reader.say(`the parameter ${name} is repeated (RFC 6749 §3.1).`);
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

/** The parameters of an authorization page: from the query, or from the fragment for pages that route by fragment. */
function pageParams(url: URL): URLSearchParams {
  const at = url.hash.indexOf("?");
  return at < 0 ? url.searchParams : new URLSearchParams(url.hash.slice(at + 1));
}

/** The authorization endpoint: for a browser whose user approves everything. @see RFC 6749 §4.1.1, RFC 9126 §4 */
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
      if (!pushed) reader.say("request_uri is not from a pushed request (RFC 9126 §4).");
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
