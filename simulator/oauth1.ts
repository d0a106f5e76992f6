import type { Provider } from "@/providers/schema";
import { type Answer, redirect } from "./answers";
import { consumerKey } from "./api";
import { judgeOAuth1, type SeenRequest } from "./judges";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import { fill, type Values } from "./template";

type OAuth1 = Extract<Provider, { scheme: "oauth1" }>;

const form = (values: Record<string, string>): Answer => ({
  status: 200,
  body: new URLSearchParams(values).toString(),
  type: "application/x-www-form-urlencoded",
});

function judge(play: Play, request: SeenRequest, step: "temporary" | "token", token?: string): string | null {
  const entry = play.entry as OAuth1;
  const { client, wrong } = play.fixtures;
  const known = token === undefined ? undefined : play.state.temporary.get(token);
  const input = {
    method: entry.signature,
    consumer: (key: string) => (key === client.id ? consumerKey(entry.signature, client.secret) : null),
    token: (id: string) => play.state.temporary.get(id)?.secret ?? null,
    step,
    nonces: play.state.seen,
    now: Date.now() / 1000,
  };
  const verdict = judgeOAuth1(request, { ...input, verifier: known?.verifier });
  if (verdict.ok || !/oauth_verifier/.test(verdict.reason)) return verdict.ok ? null : verdict.reason;
  return judgeOAuth1(request, { ...input, verifier: wrong.verifier }).ok ? WRONG : verdict.reason;
}

const WRONG = "the wrong verifier";

function temporaryEndpoint(play: Play, entry: OAuth1): Endpoint {
  return {
    name: "temporary",
    method: "POST",
    urls: (values) => [fill(entry.requestTokenUrl, values)],
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      reader.say(judge(play, request, "temporary"));
      const sent = new URLSearchParams([...request.url.searchParams, ...new URLSearchParams(request.body)]);
      reader.texts("the parameter", entry.requestTokenParams, (name) => sent.get(name));
      const [, raw = ""] = /oauth_callback="([^"]*)"/.exec(request.headers.get("authorization") ?? "") ?? [];
      const callback = decodeURIComponent(raw);
      if (!callback.startsWith(play.callbackUrl)) reader.say(`oauth_callback is ${callback}, not ${play.callbackUrl}.`);
      return {
        problems: reader.finish(),
        accept: () => {
          const token = play.fresh("temporary");
          const secret = play.fresh("temporary-secret");
          play.state.temporary.set(token, { secret, verifier: play.fresh("verifier"), callback });
          return form({ oauth_token: token, oauth_token_secret: secret, oauth_callback_confirmed: "true" });
        },
      };
    },
  };
}

function pageEndpoint(play: Play, entry: OAuth1): Endpoint {
  return {
    name: "authorize",
    method: "GET",
    urls: (values) => [fill(entry.authorizeUrl, values)],
    judge: ({ url }, values): Opinion => {
      const reader = new Reader(values);
      const token = url.searchParams.get("oauth_token") ?? "";
      const known = play.state.temporary.get(token);
      if (!known) reader.say("oauth_token is not from a started flow (RFC 5849 §2.2).");
      reader.texts("the parameter", entry.authorizeParams, (name) => url.searchParams.get(name));
      const own = [...new URL(fill(entry.authorizeUrl, values) ?? url).searchParams.keys()];
      reader.noOthers("the parameter", url.searchParams.keys(), [
        "oauth_token",
        ...own,
        ...Object.keys(entry.authorizeParams ?? {}),
      ]);
      return {
        problems: reader.finish(),
        accept: () => {
          const back = new URL(known?.callback ?? play.callbackUrl);
          back.searchParams.set("oauth_token", token);
          back.searchParams.set("oauth_verifier", known?.verifier ?? "");
          return redirect(back.href);
        },
      };
    },
  };
}

function giveToken(play: Play, temporary: string): Answer {
  play.state.temporary.delete(temporary);
  const token = play.fresh("access");
  const secret = play.fresh("access-secret");
  play.state.secrets.set(token, { secret });
  play.state.access.add(token);
  play.newest = { token, refreshToken: secret, expiresAt: null };
  return form({ oauth_token: token, oauth_token_secret: secret, ...play.fixtures.given.token });
}

function tokenEndpoint(play: Play, entry: OAuth1): Endpoint {
  return {
    name: "token",
    method: "POST",
    urls: (values: Values) => [fill(entry.tokenUrl, values)],
    judge: (request): Opinion => {
      const [, raw = ""] = /oauth_token="([^"]*)"/.exec(request.headers.get("authorization") ?? "") ?? [];
      const temporary = decodeURIComponent(raw);
      const problem = judge(play, request, "token", temporary);
      const refusal: Answer = {
        status: 401,
        body: "oauth_problem=token_rejected",
        type: "application/x-www-form-urlencoded",
      };
      return {
        problems: problem === null || problem === WRONG ? [] : [problem],
        accept: () => (problem === WRONG ? refusal : giveToken(play, temporary)),
      };
    },
  };
}

/** The endpoints of OAuth 1.0a. @see RFC 5849 §2 */
export function oauth1Endpoints(play: Play, entry: OAuth1): Endpoint[] {
  return [temporaryEndpoint(play, entry), pageEndpoint(play, entry), tokenEndpoint(play, entry)];
}
