import type { Answer } from "./answers";
import type { StageClient } from "./play";
import { fill, missingIn, type Values } from "./template";

/** Scopes that the prover sets on integrations whose entry has none. */
export const OWN_SCOPES = ["things.read", "things.write"];
/** User scopes that the prover requests. */
export const USER_SCOPES = ["me.read", "me.write"];

/** How an authorization-code server differs from the RFCs. Absent: as in the RFCs. */
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
  /** The subject of the token, for servers with several kinds. */
  issue(): Answer;
  /** URLs allowed as the audience of the client's assertion. */
  audience(values: Values): string[];
}

/** How an entry refreshes. */
export interface RefreshRules {
  urls?: ((values: Values) => (string | null)[]) | undefined;
  method?: "POST" | "GET" | undefined;
  params?: Values | undefined;
}

/** The first URL if all its values are present, else the other. */
export function either(template: string | undefined, fallback: string | undefined, values: Values): string | null {
  if (template !== undefined && missingIn(template, values).length === 0) return fill(template, values);
  return fallback === undefined ? null : fill(fallback, values);
}
