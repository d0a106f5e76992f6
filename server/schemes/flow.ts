import type { Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { OwnClient } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import type { Issued } from "./scheme";

/** What a flow must remember until the browser comes back, sealed. */
export interface FlowSecrets {
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

/** What a flow begins with. */
export interface FlowStart<P extends Provider = Provider> {
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

/** Where to send the browser, and what to remember. */
export interface FlowBegun {
  authorizationUrl: string;
  secrets: FlowSecrets;
  scopes: string[];
  issuer: string | null;
}

/** A browser that came back. */
export interface FlowReturn<P extends Provider = Provider> {
  provider: P;
  integration: IntegrationRow;
  params: URLSearchParams;
  secrets: FlowSecrets;
  values: TemplateValues;
  scopes: string[];
  redirectUri: string;
  issuer: string | null;
}

/** How one scheme connects by way of the provider's own pages. */
export interface Flow<P extends Provider = Provider> {
  begin(start: FlowStart<P>): Promise<FlowBegun>;
  /** @throws CallbackError, OAuthError, OAuthResponseError, OAuthTransportError, ServiceError */
  finish(back: FlowReturn<P>): Promise<Issued>;
  /** The name under which the provider gives `state` back. Absent: `state`. */
  stateParam?(provider: P): string;
  /**
   * The value of the callback that only one connection may hold, since the callback alone doesn't prove whose it is. Null: the
   * provider proved it.
   */
  claimOf?(provider: P, kept: Record<string, string>): { name: string; value: string } | null;
  /** The client id may be the address of this integration's metadata document. */
  usesClientMetadata?: true;
}
