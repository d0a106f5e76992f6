import type { Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { OwnClient } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import type { Issued } from "./issue";

/** What one flow must remember until the browser comes back, sealed. */
export interface TripSecrets {
  /** PKCE (RFC 7636). */
  verifier?: string | undefined;
  /** OAuth 1.0 temporary credentials (RFC 5849 §2.1). */
  requestToken?: { token: string; secret: string } | undefined;
  /** The client this flow uses, where it is not the integration's own. */
  client?: OwnClient | undefined;
  /** Where the code is redeemed, where discovery named it. */
  tokenUrl?: string | undefined;
  resource?: string | undefined;
  /** The server promised to name itself on the callback (RFC 9207 §2.3). */
  issRequired?: boolean | undefined;
}

/** A flow about to begin. */
export interface Trip<P extends Provider = Provider> {
  ctx: Ctx;
  integration: IntegrationRow;
  provider: P;
  /** Settled variables. */
  config: Record<string, string>;
  /** Everything a template may name. */
  values: TemplateValues;
  defaults: IntegrationDefaults;
  authorizationParams: Record<string, string>;
  userScope: string | undefined;
  redirectUri: string;
  state: string;
}

/** Where the browser is sent, and what must be remembered. */
export interface Departure {
  authorizationUrl: string;
  secrets: TripSecrets;
  scopes: string[];
  issuer: string | null;
}

/** A browser that came back. */
export interface Return<P extends Provider = Provider> {
  provider: P;
  integration: IntegrationRow;
  params: URLSearchParams;
  secrets: TripSecrets;
  values: TemplateValues;
  scopes: string[];
  redirectUri: string;
  issuer: string | null;
}

/** One way to travel: how the browser leaves, and what its return brings. */
export interface Travel<P extends Provider = Provider> {
  depart(trip: Trip<P>): Promise<Departure>;
  /** @throws CallbackError, OAuthError, OAuthResponseError, OAuthTransportError, ServiceError */
  arrive(back: Return<P>): Promise<Issued>;
}
