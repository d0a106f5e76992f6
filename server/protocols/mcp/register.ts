import type { Io } from "../io";
import { OAuthError, OAuthResponseError, OAuthTransportError } from "../oauth2/errors";
import { plainText } from "../plain-text";
import { readCapped } from "../read-capped";
import { webUrl } from "../web-url";

const MAX_BYTES = 256 * 1024;
const MAX_LENGTH = 16 * 1024;

/** The client to register. */
export interface ClientRegistration {
  clientName: string;
  redirectUri: string;
  clientUri?: string | undefined;
  logoUri?: string | undefined;
  scope?: string | undefined;
  /** Authentication methods the server accepts, from its metadata. */
  authMethods: readonly string[];
}

export interface RegisteredClient {
  clientId: string;
  clientSecret: string | null;
  /** Epoch milliseconds. Null: it does not expire. */
  secretExpiresAt: number | null;
  authMethod: "none" | "basic" | "body";
}

/** Public clients come first: they have no secret to leak, and use PKCE. */
const METHODS = [
  ["none", "none"],
  ["client_secret_basic", "basic"],
  ["client_secret_post", "body"],
] as const;

function methodNamed(name: unknown): RegisteredClient["authMethod"] | undefined {
  return METHODS.find(([standard]) => standard === name)?.[1];
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return value !== null && typeof value === "object" ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function read(answer: Record<string, unknown>, asked: string, redirectUri: string): RegisteredClient {
  const { client_id: id, client_secret: secret, client_secret_expires_at: end, redirect_uris: uris } = answer;
  const isText = (value: unknown): value is string =>
    typeof value === "string" && value !== "" && value.length <= MAX_LENGTH;
  if (!isText(id)) throw new OAuthResponseError("it has no client_id", 201);
  if (secret !== undefined && secret !== null && !isText(secret))
    throw new OAuthResponseError("its secret can't be used", 201);
  if (Array.isArray(uris) && !uris.includes(redirectUri))
    throw new OAuthResponseError("it registered a different redirect URI", 201);
  const authMethod = methodNamed(answer.token_endpoint_auth_method ?? asked);
  if (!authMethod) throw new OAuthResponseError("it requires an authentication method that was not requested", 201);
  if (authMethod !== "none" && !isText(secret)) throw new OAuthResponseError("it has no client secret", 201);
  return {
    clientId: id,
    clientSecret: isText(secret) ? secret : null,
    secretExpiresAt: typeof end === "number" && end > 0 ? end * 1000 : null,
    authMethod,
  };
}

/**
 * Registers a client for the authorization code and refresh grants.
 * @throws OAuthError, OAuthResponseError, OAuthTransportError
 * @see RFC 7591 §3
 */
export async function registerClient(
  registrationUrl: string,
  { clientName, redirectUri, clientUri, logoUri, scope, authMethods }: ClientRegistration,
  io: Io,
): Promise<RegisteredClient> {
  const method = METHODS.find(([standard]) => authMethods.includes(standard))?.[0] ?? "none";
  const body = JSON.stringify({
    client_name: clientName,
    redirect_uris: [redirectUri],
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    token_endpoint_auth_method: method,
    ...(clientUri && { client_uri: clientUri }),
    ...(logoUri && { logo_uri: logoUri }),
    ...(scope && { scope }),
  });
  let response: Response;
  let text: string | null;
  try {
    const headers = { "content-type": "application/json", accept: "application/json" };
    response = await io.fetch(webUrl(registrationUrl).href, { method: "POST", headers, body, redirect: "manual" });
    text = await readCapped(response, MAX_BYTES);
  } catch (cause) {
    throw new OAuthTransportError(cause);
  }
  const answer = parsed(text);
  if (response.ok) return read(answer, method, redirectUri);
  const error = plainText(answer.error, 100);
  if (error) throw new OAuthError(error, plainText(answer.error_description), response.status);
  throw new OAuthResponseError(`it has status ${response.status}`, response.status);
}
