import type { Io } from "../io";
import { webUrl } from "../web-url";
import { discoverAuthorizationServer, type McpServer } from "./authorization-server";
import { DiscoveryError, type Document, fetchDocument, textIn, textsIn } from "./fetch-document";
import { bearerChallenge } from "./www-authenticate";

export type { McpServer } from "./authorization-server";
export { DiscoveryError } from "./fetch-document";

/** An MCP server and its authorization server. */
export interface Discovered {
  /** The resource to request tokens for (RFC 8707). */
  resource: string;
  /** Scopes the server announces. Null: none. */
  scopes: string[] | null;
  server: McpServer;
}

const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/** The server's challenge to a request without a token. */
async function challenge(serverUrl: URL, io: Io): Promise<Record<string, string>> {
  const init = {
    method: "POST",
    headers: { accept: "application/json, text/event-stream", "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    redirect: "manual",
  } as const;
  try {
    const response = await io.fetch(serverUrl.href, init);
    await response.body?.cancel();
    return response.status === 401 ? bearerChallenge(response.headers.get("www-authenticate")) : {};
  } catch (cause) {
    throw new DiscoveryError(`${serverUrl.host} could not be reached.`, { cause });
  }
}

/** A resource covers a server that is at it or below it, on the same origin (RFC 9728 §3.3, RFC 8707 §2). */
function covers(resource: string, serverUrl: URL): boolean {
  if (!URL.canParse(resource)) return false;
  const { origin, pathname, hash } = new URL(resource);
  const base = pathname.replace(/\/+$/, "");
  return origin === serverUrl.origin && hash === "" && `${serverUrl.pathname}/`.startsWith(`${base}/`);
}

function addressesOf({ origin, pathname }: URL, named: string | undefined): string[] {
  // A document on another origin could claim any resource.
  if (named !== undefined) return new URL(named).origin === origin ? [named] : [];
  const path = pathname.replace(/\/+$/, "");
  return path === "" ? [origin + WELL_KNOWN] : [origin + WELL_KNOWN + path, origin + WELL_KNOWN];
}

async function resourceDocument(serverUrl: URL, named: string | undefined, io: Io): Promise<Document | null> {
  for (const address of addressesOf(serverUrl, named)) {
    const document = await fetchDocument(address, io);
    if (!document) continue;
    const resource = textIn(document, "resource");
    if (resource === undefined || !covers(resource, serverUrl))
      throw new DiscoveryError(`The metadata of ${serverUrl.host} describes a different resource.`);
    return document;
  }
  if (named !== undefined) throw new DiscoveryError(`${serverUrl.host} points to metadata on another origin.`);
  return null;
}

function parsedServer(serverUrl: string): URL {
  try {
    return webUrl(serverUrl);
  } catch (cause) {
    throw new DiscoveryError("The server's URL must begin with https://.", { cause });
  }
}

/**
 * Discovers how an MCP server authorizes clients: its protected-resource metadata, then its authorization server's metadata.
 * A server without the former is its own authorization server, as in MCP before 2025-06-18.
 * @throws DiscoveryError
 * @see RFC 9728, RFC 8414, MCP authorization
 */
export async function discoverMcpServer(serverUrl: string, io: Io): Promise<Discovered> {
  const url = parsedServer(serverUrl);
  const asked = await challenge(url, io);
  const named = asked.resource_metadata;
  if (named !== undefined && !URL.canParse(named))
    throw new DiscoveryError(`${url.host} points to metadata at an invalid URL.`);
  const document = await resourceDocument(url, named, io);
  if (!document) return { resource: url.href, scopes: null, server: await discoverAuthorizationServer(url.origin, io) };
  const [issuer] = textsIn(document, "authorization_servers") ?? [];
  if (issuer === undefined) throw new DiscoveryError(`${url.host} does not name an authorization server.`);
  const announced = asked.scope?.split(" ").filter(Boolean) ?? textsIn(document, "scopes_supported") ?? null;
  return {
    resource: textIn(document, "resource") ?? url.href,
    scopes: announced,
    server: await discoverAuthorizationServer(issuer, io),
  };
}
