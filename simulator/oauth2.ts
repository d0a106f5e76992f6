import type { Provider } from "@/providers/schema";
import type { Answer } from "./answers";
import { authorizeEndpoint, parEndpoint } from "./authorize";
import { type CodeServer, either, OWN_SCOPES, type RefreshRules, USER_SCOPES } from "./code-server";
import { codeEndpoint, refreshEndpoint } from "./code-token";
import type { Endpoint, Opinion, Play, StageClient } from "./play";
import { Reader } from "./reader";
import { fill, type Values } from "./template";
import { readParams } from "./token-params";

type Code = Extract<Provider, { scheme: "oauth2_code" }>;

/** Exchanges a valid token for a newer one, with the parameters of the entry. */
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

/** The scopes of an authorization request in this entry's format. */
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
