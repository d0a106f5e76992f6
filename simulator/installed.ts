import type { Provider } from "@/providers/schema";
import { type Answer, json, redirect } from "./answers";
import { readCall } from "./api";
import { judgeClientAuth } from "./judges";
import { stepEndpoints } from "./login";
import type { Endpoint, Opinion, Play } from "./play";
import { Reader } from "./reader";
import { fill, type Values } from "./template";
import { readParams } from "./token-params";

type App = Extract<Provider, { scheme: "app_installation" }>;
type Plugin = Extract<Provider, { scheme: "plugin_install" }>;

/** The installation page. Its state is in the parameter that the entry names, else in `state`. */
function pageEndpoint(play: Play, entry: App | Plugin): Endpoint {
  const stateParam = entry.scheme === "plugin_install" ? entry.stateParam : "state";
  const hasPlace = entry.installUrl.includes("{@state}");
  const template = hasPlace ? entry.installUrl.replace("{@state}", "@state@") : entry.installUrl;
  const bare = (values: Values) => fill(template, values);
  return {
    name: "authorize",
    method: "GET",
    urls: (values) => [bare(values)?.split("?")[0] ?? null],
    judge: ({ url }, values): Opinion => {
      const reader = new Reader(values);
      const own = new URL(bare(values) ?? url.href).searchParams;
      const name = hasPlace ? ([...own].find(([, value]) => value === "@state@")?.[0] ?? "state") : "state";
      const state = url.searchParams.get(name) ?? "";
      if (state.length < 32) reader.say(`${name} has no state, or a guessable one.`);
      reader.noOthers("the parameter", url.searchParams.keys(), [...own.keys(), name]);
      for (const [key, value] of own) if (key !== name) reader.equal(key, url.searchParams.get(key), value);
      return { problems: reader.finish(), accept: () => redirect(wayBack(play, entry, { [stateParam]: state })) };
    },
  };
}

function wayBack(play: Play, entry: App | Plugin, state: Record<string, string>): string {
  const back = new URL(play.callbackUrl);
  const own = { ...state, ...play.fixtures.given.callback };
  for (const [name, value] of Object.entries(own)) back.searchParams.set(name, value);
  if (entry.scheme === "app_installation") {
    back.searchParams.set("setup_action", "install");
    if (entry.user) {
      const code = play.fresh("code");
      const grant = {
        redirectUri: play.callbackUrl,
        challenge: null,
        resource: null,
        clientId: play.fixtures.client.id,
      };
      play.state.codes.set(code, grant);
      back.searchParams.set("code", code);
    }
  }
  return back.href;
}

/** Tokens of the user who installed the app, in addition to those of the installation. */
function userEndpoint(play: Play, entry: App): Endpoint {
  return {
    name: "user token",
    method: "POST",
    urls: (values) => [fill(entry.user?.tokenUrl ?? "", values)],
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      const params = readParams(reader, request, "POST", "form");
      const verdict = judgeClientAuth(request, params, { ...play.fixtures.client, method: "body" }, Date.now() / 1000);
      if (!verdict.ok) reader.say(verdict.reason);
      reader.texts("the header", entry.user?.tokenHeaders, (name) => request.headers.get(name));
      const refresh = params.get("refresh_token");
      const code = params.get("code") ?? "";
      if (refresh !== null) reader.say(play.liveRefresh(refresh));
      else if (code !== play.fixtures.wrong.code && !play.state.codes.has(code))
        reader.say("The code is not valid here.");
      return { problems: reader.finish(), accept: () => giveUserToken(play, code, refresh) };
    },
  };
}

function giveUserToken(play: Play, code: string, refresh: string | null): Answer {
  if (refresh === null && !play.state.codes.delete(code)) return json({ error: "bad_verification_code" }, 400);
  if (refresh !== null) play.state.refresh.delete(refresh);
  const [token, refreshToken] = [play.fresh("user"), play.fresh("user-refresh")];
  play.state.access.add(token);
  play.state.refresh.add(refreshToken);
  return json({ access_token: token, refresh_token: refreshToken, expires_in: 28_800, token_type: "bearer" });
}

function proofEndpoint(play: Play, entry: App, url: string): Endpoint {
  const call = { method: "GET", url } as const;
  return {
    name: "proof",
    method: "GET",
    urls: (values) => [fill(url, values)?.split("?")[0] ?? null],
    judge: (request, values): Opinion => ({
      problems: readCall(play, request, call, values),
      accept: () => json({ installations: [{ id: play.fixtures.given.callback[entry.callbackKeep[0] ?? ""] }] }),
    }),
  };
}

type ListRules = NonNullable<NonNullable<App["user"]>["installations"]>;

/** The installations that the token's user can access. */
function listEndpoint(play: Play, { url, list, id, total }: ListRules): Endpoint {
  const call = { method: "GET", url } as const;
  return {
    name: "installations",
    method: "GET",
    urls: (values) => [fill(url, values)?.split("?")[0] ?? null],
    judge: (request, values): Opinion => ({
      problems: readCall(play, request, call, values),
      accept: () => {
        const rows = play.state.installations.map((one) => ({ [id]: Number(one) }));
        return json({ [total]: rows.length + play.state.unlisted, [list]: rows });
      },
    }),
  };
}

/** The pages and endpoints of an app that end users install. */
export function appEndpoints(play: Play, entry: App): Endpoint[] {
  const issue = () => play.issue({ rules: entry.tokenResponse, withRefresh: false });
  const proof = entry.user?.proof;
  return [
    pageEndpoint(play, entry),
    ...stepEndpoints(play, [entry.installationToken], { name: "token", issue }),
    ...(entry.user ? [userEndpoint(play, entry)] : []),
    ...(proof === undefined ? [] : [proofEndpoint(play, entry, proof)]),
    ...(entry.user?.installations ? [listEndpoint(play, entry.user.installations)] : []),
  ];
}

/** The page of a plugin. */
export function pluginEndpoints(play: Play, entry: Plugin): Endpoint[] {
  return [pageEndpoint(play, entry)];
}
