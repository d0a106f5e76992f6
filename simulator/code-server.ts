import type { Answer } from "./answers";
import type { StageClient } from "./play";
import { fill, missingIn, type Values } from "./template";

/** Scopes the prover sets on integrations whose entry has none of its own. */
export const OWN_SCOPES = ["things.read", "things.write"];
/** Scopes of the person that the prover asks for. */
export const USER_SCOPES = ["me.read", "me.write"];

/** How a server of the authorization code grant wants things; what is absent is as the RFCs have it. */
export interface CodeServer {
  authorizeUrls(values: Values): (string | null)[];
  tokenUrls(values: Values): (string | null)[];
  parUrl?: string | undefined;
  client(id: string): StageClient | undefined;
  scope: string | null;
  pkce: boolean;
  authorizeParams?: Values | undefined;
  userScopeParam?: string | undefined;
  userScope?: string | undefined;
  authorizeRename?: Values | undefined;
  tokenRename?: Values | undefined;
  codeParam?: string | undefined;
  issuer?: string | undefined;
  resource?: string | undefined;
  tokenMethod?: "POST" | "GET" | undefined;
  bodyFormat?: "form" | "json" | "query" | undefined;
  tokenHeaders?: Values | undefined;
  tokenParams?: Values | undefined;
  /** Who the token is for, where the server keeps several kinds. */
  issue(): Answer;
  /** Addresses that may stand in the audience of the client's own statement. */
  audience(values: Values): string[];
}

/** How an entry renews. */
export interface RefreshRules {
  urls?: ((values: Values) => (string | null)[]) | undefined;
  method?: "POST" | "GET" | undefined;
  params?: Values | undefined;
}

/** The address whose values are all there, else the other. */
export function either(template: string | undefined, fallback: string | undefined, values: Values): string | null {
  if (template !== undefined && missingIn(template, values).length === 0) return fill(template, values);
  return fallback === undefined ? null : fill(fallback, values);
}
