import { type Answer, json } from "./answers";
import type { CodeServer, RefreshRules } from "./code-server";
import { judgePkce } from "./judges";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader, shown } from "./reader";
import { CLIENT_PARAMS, namedClient, readClient, readParams, renamedAll } from "./token-params";

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
      if (!client) reader.say("The code was not issued to a known client.");
      else reader.say(readClient(play, request, params, { client, rename, audience: server.audience(values) }));
      if (!tokenParams.grant_type)
        reader.equal(named("grant_type"), params.get(named("grant_type")), "authorization_code");
      if (!grant) {
        const isWrong = code === play.fixtures.wrong.code;
        return {
          problems: isWrong ? reader.finish() : [...reader.finish(), `The code ${shown(code)} is not valid here.`],
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

/** The response to a code that was never issued, which the prover expects. */
function refused(): Answer {
  return json({ error: "invalid_grant", error_description: "This code was never issued." }, 400);
}

/** The token endpoint, for refresh tokens; each is valid once. @see RFC 6749 §6, RFC 9700 §4.14.2 */
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
      if (!client) reader.say("The request has no known client.");
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
