import type { Provider } from "@/providers/load";
import type { Ctx } from "@/server/core/ctx";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { OwnClient } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import type { IntegrationDefaults } from "@/wire/connect-sessions";
import type { Issued } from "./scheme";

/** The values that a flow needs in the callback. They are stored sealed. */
export interface FlowSecrets {
  /** PKCE (RFC 7636). */
  verifier?: string | undefined;
  /** OAuth 1.0 temporary credentials (RFC 5849 §2.1). */
  requestToken?: { token: string; secret: string } | undefined;
  /** The client of this flow, if it isn't the integration's. */
  client?: OwnClient | undefined;
  /** The token endpoint, if discovery found it. */
  tokenUrl?: string | undefined;
  resource?: string | undefined;
  /** The server announced that it sends `iss` in the callback (RFC 9207 §2.3). */
  issRequired?: boolean | undefined;
}

/** The input of a flow's start. */
export interface FlowStart<P extends Provider = Provider> {
  ctx: Ctx;
  integration: IntegrationRow;
  provider: P;
  /** The values of the provider's variables. */
  config: Record<string, string>;
  /** Everything a template may name. */
  values: TemplateValues;
  defaults: IntegrationDefaults;
  authorizationParams: Record<string, string>;
  userScope: string | undefined;
  redirectUri: string;
  state: string;
}

/** Where to send the browser, and what to store until the callback. */
export interface FlowBegun {
  authorizationUrl: string;
  secrets: FlowSecrets;
  scopes: string[];
  issuer: string | null;
}

/** The input of a flow's callback. */
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

/** How a scheme connects by redirect. */
export interface Flow<P extends Provider = Provider> {
  begin(start: FlowStart<P>): Promise<FlowBegun>;
  /** @throws CallbackError, OAuthError, OAuthResponseError, OAuthTransportError, ServiceError */
  finish(back: FlowReturn<P>): Promise<Issued>;
  /** Returns the query parameter in which the provider returns `state`. Absent: `state`. */
  stateParam?(provider: P): string;
  /**
   * Returns the value of the callback that only one connection may have, because the callback doesn't prove whose it is. Null:
   * the provider proved it.
   */
  claimOf?(provider: P, kept: Record<string, string>): { name: string; value: string } | null;
  /** The client ID may be the URL of this integration's metadata document. */
  usesClientMetadata?: true;
}
