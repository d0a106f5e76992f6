import type { Io } from "../io";
import { webUrl } from "../web-url";
import { DiscoveryError, type Document, fetchDocument, textIn, textsIn, urlIn } from "./fetch-document";

/** The metadata of an authorization server. */
export interface McpServer {
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  registrationUrl?: string | undefined;
  revokeUrl?: string | undefined;
  parUrl?: string | undefined;
  requiresPar: boolean;
  /** It sends `iss` in the callback (RFC 9207 §3). */
  issRequired: boolean;
  clientIdMetadataDocuments: boolean;
  tokenAuthMethods: string[];
}

/** The possible URLs of an issuer's metadata, in the order MCP requires (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4). */
function addressesOf(issuer: string): string[] {
  const { origin, pathname } = webUrl(issuer);
  const path = pathname.replace(/\/+$/, "");
  const [oauth, openid] = ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"];
  if (path === "") return [origin + oauth, origin + openid];
  return [origin + oauth + path, origin + openid + path, origin + path + openid];
}

function read(issuer: string, document: Document): McpServer {
  // Exact comparison: another spelling is another issuer (RFC 8414 §3.3).
  if (textIn(document, "issuer") !== issuer)
    throw new DiscoveryError(`The metadata of ${new URL(issuer).host} has a different issuer.`);
  const authorizeUrl = urlIn(document, "authorization_endpoint");
  const tokenUrl = urlIn(document, "token_endpoint");
  if (!authorizeUrl || !tokenUrl) throw new DiscoveryError(`${new URL(issuer).host} does not list its endpoints.`);
  if (!textsIn(document, "code_challenge_methods_supported")?.includes("S256"))
    throw new DiscoveryError(`${new URL(issuer).host} does not offer PKCE with S256, which MCP requires.`);
  return {
    issuer,
    authorizeUrl,
    tokenUrl,
    registrationUrl: urlIn(document, "registration_endpoint"),
    revokeUrl: urlIn(document, "revocation_endpoint"),
    parUrl: urlIn(document, "pushed_authorization_request_endpoint"),
    requiresPar: document.require_pushed_authorization_requests === true,
    issRequired: document.authorization_response_iss_parameter_supported === true,
    clientIdMetadataDocuments: document.client_id_metadata_document_supported === true,
    tokenAuthMethods: textsIn(document, "token_endpoint_auth_methods_supported") ?? ["client_secret_basic"],
  };
}

/** Reads an authorization server's metadata. @throws DiscoveryError @see RFC 8414 */
export async function discoverAuthorizationServer(issuer: string, io: Io): Promise<McpServer> {
  let addresses: string[];
  try {
    addresses = addressesOf(issuer);
  } catch (cause) {
    throw new DiscoveryError("The authorization server's URL must begin with https://.", { cause });
  }
  for (const address of addresses) {
    const document = await fetchDocument(address, io);
    if (document) return read(issuer, document);
  }
  throw new DiscoveryError(`${new URL(issuer).host} does not publish authorization metadata.`);
}
