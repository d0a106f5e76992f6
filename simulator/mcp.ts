import type { Provider } from "@/providers/schema";
import { type Answer, json } from "./answers";
import { authorizeEndpoint } from "./authorize";
import { type CodeServer, OWN_SCOPES } from "./code-server";
import { codeEndpoint, refreshEndpoint } from "./code-token";
import type { Endpoint, Opinion, Play, StageClient } from "./play";
import { Reader, shown } from "./reader";
import { fill } from "./template";

type Mcp = Extract<Provider, { scheme: "mcp_oauth" | "mcp_oauth_discovery" }>;

/** The URLs of an MCP server and its authorization server. */
interface Place {
  resource: string;
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  registrationUrl: string | undefined;
  revokeUrl: string | undefined;
  /** The entry has no endpoints, so they are discovered. */
  isDiscovered: boolean;
  takesDocuments: boolean;
  methods: readonly string[];
}

function placeOf(play: Play, entry: Mcp): Place {
  const values = play.values("authorize");
  const resource = fill(entry.serverUrl, values) ?? "";
  const named = entry.scheme === "mcp_oauth" ? entry : null;
  const isDiscovered = !named?.authorizeUrl || !named.tokenUrl;
  const issuer = `https://as-${entry.slug}.example.com/tenant`;
  const how = named?.clientRegistration ?? "dynamic";
  return {
    resource,
    issuer,
    isDiscovered,
    authorizeUrl: isDiscovered ? `${issuer}/authorize` : (fill(named?.authorizeUrl ?? "", values) ?? ""),
    tokenUrl: isDiscovered ? `${issuer}/token` : (fill(named?.tokenUrl ?? "", values) ?? ""),
    registrationUrl:
      how === "dynamic" ? (named?.registrationUrl ?? (isDiscovered ? `${issuer}/register` : undefined)) : undefined,
    revokeUrl: isDiscovered ? `${issuer}/revoke` : undefined,
    takesDocuments: how === "metadata_document",
    // A server that is not in the catalog may require a client secret.
    methods: named ? ["none"] : ["client_secret_basic"],
  };
}

const fixed = (name: string, url: string, answer: () => Answer): Endpoint => ({
  name,
  method: "GET",
  urls: () => [url],
  judge: () => ({ problems: [], accept: answer }),
});

/** The metadata endpoints (RFC 9728 §3, RFC 8414 §3). */
function metadataEndpoints(place: Place): Endpoint[] {
  const { origin, pathname } = new URL(place.resource);
  const server = new URL(place.issuer);
  const document = `${origin}/.well-known/oauth-protected-resource${pathname.replace(/\/$/, "")}`;
  return [
    {
      name: "challenge",
      method: "POST",
      urls: () => [place.resource],
      judge: (request): Opinion => ({
        problems: request.headers.has("authorization") ? ["The discovery request has a credential."] : [],
        accept: () => ({
          status: 401,
          headers: [["www-authenticate", `Bearer realm="mcp", resource_metadata="${document}"`]],
          body: { error: "invalid_token" },
        }),
      }),
    },
    fixed("resource metadata", document, () =>
      json({ resource: place.resource, authorization_servers: [place.issuer], scopes_supported: OWN_SCOPES }),
    ),
    fixed("server metadata", `${server.origin}/.well-known/oauth-authorization-server${server.pathname}`, () =>
      json({
        issuer: place.issuer,
        authorization_endpoint: place.authorizeUrl,
        token_endpoint: place.tokenUrl,
        registration_endpoint: place.registrationUrl,
        revocation_endpoint: place.revokeUrl,
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
        authorization_response_iss_parameter_supported: true,
        client_id_metadata_document_supported: place.takesDocuments,
        token_endpoint_auth_methods_supported: place.methods,
      }),
    ),
  ];
}

const isMethod = (name: unknown): name is keyof typeof METHODS => typeof name === "string" && name in METHODS;
const METHODS = { none: "none", client_secret_basic: "basic", client_secret_post: "body" } as const;

/** The registration endpoint (RFC 7591 §3). */
function registrationEndpoint(play: Play, place: Place): Endpoint {
  return {
    name: "register",
    method: "POST",
    urls: () => [place.registrationUrl ?? null],
    judge: (request, values): Opinion => {
      const reader = new Reader(values);
      let sent: Record<string, unknown> = {};
      try {
        sent = JSON.parse(request.body) as Record<string, unknown>;
      } catch {
        reader.say("The registration is not JSON.");
      }
      const method = sent.token_endpoint_auth_method;
      reader.equal("redirect_uris", JSON.stringify(sent.redirect_uris), JSON.stringify([play.callbackUrl]));
      if (!isMethod(method) || !place.methods.includes(method))
        reader.say(`token_endpoint_auth_method is ${shown(method)}.`);
      if (typeof sent.client_name !== "string") reader.say("client_name is missing.");
      return { problems: reader.finish(), accept: () => registered(play, sent, isMethod(method) ? method : "none") };
    },
  };
}

function registered(play: Play, sent: Record<string, unknown>, method: keyof typeof METHODS): Answer {
  const id = play.fresh("client");
  const secret = method === "none" ? undefined : play.fresh("client-secret");
  play.state.clients.set(id, { id, secret, method: METHODS[method] });
  return json({ ...sent, client_id: id, ...(secret && { client_secret: secret, client_secret_expires_at: 0 }) }, 201);
}

/** Fetches Keyhold's client metadata document when the client ID is a URL, as an authorization server does. */
function documentEndpoint(play: Play, authorize: Endpoint): Endpoint {
  const judge: Endpoint["judge"] = async (request, values) => {
    const id = request.url.searchParams.get("client_id") ?? "";
    const document = (await play.options.readDocument(id)) as Record<string, unknown> | null;
    const reader = new Reader(values);
    reader.equal("client_id of the document", document?.client_id, id);
    reader.equal(
      "redirect_uris of the document",
      JSON.stringify(document?.redirect_uris),
      JSON.stringify([play.callbackUrl]),
    );
    reader.equal("token_endpoint_auth_method of the document", document?.token_endpoint_auth_method, "none");
    if (reader.problems.length === 0) play.state.clients.set(id, { id, method: "none" });
    const rest = await authorize.judge(request, values);
    return { ...rest, problems: [...reader.problems, ...rest.problems] };
  };
  return { ...authorize, judge };
}

/** An MCP server and its authorization server. @see RFC 9728, RFC 8414, RFC 7591, RFC 8707; MCP authorization */
export function mcpEndpoints(play: Play, entry: Mcp): Endpoint[] {
  const place = placeOf(play, entry);
  play.hasOwnRevocation = place.revokeUrl !== undefined && place.registrationUrl !== undefined;
  const { client } = play.fixtures;
  const isStatic = entry.scheme === "mcp_oauth" && entry.clientRegistration === "static";
  if (isStatic) play.state.clients.set(client.id, { id: client.id, secret: client.secret, method: "body" });
  const known = (id: string): StageClient | undefined => play.state.clients.get(id);
  const rules = entry.scheme === "mcp_oauth" ? entry.tokenResponse : undefined;
  const usual = entry.scheme === "mcp_oauth" ? entry.defaultScopes : undefined;
  const server: CodeServer = {
    authorizeUrls: () => [place.authorizeUrl],
    tokenUrls: () => [place.tokenUrl],
    client: known,
    scope: scopeOf(usual, isStatic, place.isDiscovered),
    pkce: true,
    issuer: place.isDiscovered ? place.issuer : undefined,
    resource: place.resource,
    issue: () => play.issue({ rules, withRefresh: true }),
    audience: () => [place.tokenUrl],
  };
  const authorize = authorizeEndpoint(play, server);
  return [
    ...(place.isDiscovered ? metadataEndpoints(place) : []),
    ...(place.registrationUrl === undefined ? [] : [registrationEndpoint(play, place)]),
    place.takesDocuments ? documentEndpoint(play, authorize) : authorize,
    codeEndpoint(play, server),
    refreshEndpoint(play, server, {}),
    ...(place.revokeUrl === undefined ? [] : [revocation(play, place.revokeUrl)]),
  ];
}

/** The requested scopes: the entry's, the team's, or those the server announced. */
function scopeOf(usual: readonly string[] | undefined, isStatic: boolean, isDiscovered: boolean): string | null {
  if (usual) return usual.join(" ") || null;
  return isStatic || isDiscovered ? OWN_SCOPES.join(" ") : null;
}

function revocation(play: Play, url: string): Endpoint {
  return {
    name: "revoke",
    method: "POST",
    urls: () => [url],
    judge: ({ body }): Opinion => {
      const token = new URLSearchParams(body).get("token") ?? "";
      const isKnown = play.state.refresh.has(token) || play.state.access.has(token);
      return {
        problems: isKnown ? [] : ["The token is not valid here."],
        accept: () => {
          play.state.refresh.delete(token);
          play.state.access.delete(token);
          return json({});
        },
      };
    },
  };
}
