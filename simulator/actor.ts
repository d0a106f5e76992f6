import type { Answer } from "./answers";
import { apiEndpoints } from "./api";
import { stsEndpoint } from "./aws";
import { clientGrantEndpoint } from "./client-grant";
import { appEndpoints, pluginEndpoints } from "./installed";
import type { SeenRequest } from "./judges";
import { exchangeEndpoints, loginEndpoints } from "./login";
import { mcpEndpoints } from "./mcp";
import { oauth1Endpoints } from "./oauth1";
import { codeEndpoints } from "./oauth2";
import { type Endpoint, type Opinion, type Play, refusal } from "./play";
import { revokeEndpoint } from "./revoke";
import type { Values } from "./template";

/** A provider and its endpoints. */
export interface Actor {
  play: Play;
  endpoints: Endpoint[];
  hosts: Set<string>;
}

function schemeEndpoints(play: Play): Endpoint[] {
  const { entry } = play;
  switch (entry.scheme) {
    case "oauth2_code":
      return [...codeEndpoints(play, entry), ...exchangeEndpoints(play, entry)];
    case "oauth2_client_credentials":
    case "oauth2_password":
      return [clientGrantEndpoint(play, entry)];
    case "token_exchange":
    case "session_login":
    case "jwt_bearer":
    case "saml_bearer":
      return loginEndpoints(play, entry);
    case "oauth1":
      return oauth1Endpoints(play, entry);
    case "aws_sigv4":
      return entry.signing.role === undefined ? [] : [stsEndpoint(play, entry)];
    case "app_installation":
      return appEndpoints(play, entry);
    case "plugin_install":
      return pluginEndpoints(play, entry);
    case "mcp_oauth":
    case "mcp_oauth_discovery":
      return mcpEndpoints(play, entry);
    default:
      return [];
  }
}

/** The phase of an endpoint: pages open before the callback, and tokens are requested before API calls. */
function phaseOf({ name }: Endpoint): "authorize" | "token" | "api" {
  if (["authorize", "par", "temporary"].includes(name)) return "authorize";
  return ["verify", "afterConnect", "call", "revoke", "refresh"].includes(name) ? "api" : "token";
}

/** Creates the actor of a provider. */
export function actorOf(play: Play): Actor {
  const endpoints = [...schemeEndpoints(play), ...apiEndpoints(play), ...revokeEndpoint(play)];
  play.names = [...new Set(endpoints.map(({ name }) => name))];
  const urls = endpoints.flatMap((endpoint) =>
    [false, true].flatMap((isWrong) => endpoint.urls(valuesFor(play, endpoint, isWrong))),
  );
  const api = play.entry.api.baseUrl;
  const hosts = urls.filter((url) => url !== null && URL.canParse(url)).map((url) => new URL(url ?? "").host);
  return { play, endpoints, hosts: new Set([...hosts, ...(api && URL.canParse(api) ? [new URL(api).host] : [])]) };
}

/** The values known when an endpoint is called. */
function valuesFor(play: Play, endpoint: Endpoint, isWrong = false): Values {
  const values = play.values(phaseOf(endpoint), isWrong);
  for (const name of endpoint.before ?? []) delete values[name];
  return values;
}

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

function isAt(url: URL, address: string | null): boolean {
  if (address === null || !URL.canParse(address)) return false;
  const wanted = new URL(address);
  if (wanted.host !== url.host || decoded(wanted.pathname) !== decoded(url.pathname)) return false;
  if (wanted.hash && !url.hash.startsWith(wanted.hash.split("?")[0] ?? "")) return false;
  return [...wanted.searchParams].every(([name, value]) => url.searchParams.get(name) === value);
}

/** The parts of a request by which a provider can be recognized. */
function traces({ url, headers, body }: SeenRequest): string {
  const all = [
    decoded(url.href),
    ...[...headers].map(([, value]) => value),
    body,
    decoded(body.replaceAll("+", " ")),
  ].join("\n");
  const pairs = [...all.matchAll(/Basic ([A-Za-z0-9+/]+=*)/g)].map(([, pair = ""]) =>
    Buffer.from(pair, "base64").toString(),
  );
  const claims = [...all.matchAll(/\.(eyJ[\w-]+)\./g)].map(([, part = ""]) =>
    Buffer.from(part, "base64url").toString(),
  );
  return [all, ...pairs, ...pairs.map(decoded), ...claims].join("\n");
}

interface Heard {
  endpoint: Endpoint;
  opinion: Opinion;
}

async function hear(actor: Actor, request: SeenRequest, isWrong: boolean): Promise<Heard[]> {
  const heard: Heard[] = [];
  for (const endpoint of actor.endpoints) {
    const values = valuesFor(actor.play, endpoint, isWrong);
    if (endpoint.method !== request.method || !endpoint.urls(values).some((url) => isAt(request.url, url))) continue;
    heard.push({ endpoint, opinion: await endpoint.judge(request, values) });
  }
  return heard;
}

const isRight = ({ opinion }: Heard) => opinion.problems.length === 0;

/** The provider's response to a correct request, to wrong credentials, or to a mistake, which the ledger records. */
export async function answerOf(actor: Actor, request: SeenRequest): Promise<Answer> {
  const { play } = actor;
  const heard = await hear(actor, request, false);
  const right = heard.find(isRight);
  if (right) {
    const answer = await right.opinion.accept();
    if (answer.status >= 400 && right.endpoint.name !== "challenge") play.note("refused");
    // One request may match two endpoints: the verify call may also return the account's ID.
    else for (const name of new Set(heard.filter(isRight).map(({ endpoint }) => endpoint.name))) play.note(name);
    return answer;
  }
  const wrong = (await hear(actor, request, true)).find(isRight);
  if (wrong) {
    play.note("refused");
    return refusal(401, "invalid_grant", "These credentials are wrong.");
  }
  const [nearest] = heard.sort((a, b) => a.opinion.problems.length - b.opinion.problems.length);
  const { method, url } = request;
  const problem = nearest
    ? `${nearest.endpoint.name}: ${nearest.opinion.problems.join(" ")}`
    : `${method} ${url.host}${url.pathname} is not an endpoint of this provider.`;
  play.note(nearest?.endpoint.name ?? "unknown", problem);
  return refusal(nearest ? 400 : 404, "invalid_request", problem);
}

/** The provider of a request. If several share a host, it is the one whose values are in the request. */
export function actorFor(actors: Actor[], request: SeenRequest): Actor | undefined {
  const here = actors.filter(({ hosts }) => hosts.has(request.url.host));
  if (here.length < 2) return here[0];
  const text = traces(request);
  const marksIn = ({ play }: Actor) => [...play.marks].filter((mark) => text.includes(mark)).length;
  const isServed = ({ play, endpoints }: Actor) =>
    endpoints.some((endpoint) => endpoint.urls(valuesFor(play, endpoint)).some((url) => isAt(request.url, url)));
  const rank = (actor: Actor) => marksIn(actor) * 4 + (actor.play.isActive ? 2 : 0) + (isServed(actor) ? 1 : 0);
  return here.map((actor) => ({ actor, rank: rank(actor) })).sort((a, b) => b.rank - a.rank)[0]?.actor;
}
