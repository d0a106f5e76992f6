import type { Provider, ProviderOf, Scheme as SchemeName } from "@/providers/load";
import type { ApiTarget } from "@/server/protocols/api-request";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { StoredCredentials } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import type { ImportConnectionInput } from "@/wire/import-connection";
import type { Flow } from "./flow";

/** What credentials are issued from. */
export interface IssueInput {
  /** The typed values, by the names of the entry's credentials. */
  fields: Record<string, string>;
  /** Everything a template may name. */
  values: TemplateValues;
  connectionId: string;
  /** Differs between the team's customers, for AWS roles. */
  externalId: string;
  /** The refresh token of the credentials that are replaced, if they have one. */
  refreshToken?: string | undefined;
}

/** Credentials to store. */
export interface Issued {
  credentials: StoredCredentials;
  /** Epoch milliseconds. Null: the provider stated no lifetime. */
  expiresAt: number | null;
  /** Values of the response that are stored with the connection. */
  kept: Record<string, string>;
}

/** A stored credential that is about to be refreshed. */
export interface RefreshInput<P extends Provider = Provider> {
  provider: P;
  integration: IntegrationRow;
  connectionId: string;
  stored: StoredCredentials;
  /** Everything a template may name. */
  values: TemplateValues;
  /** Returns whether another connection already has this installation. */
  isHeld(name: string, id: string): Promise<boolean>;
}

/** The secrets that sign a request, in addition to template values. */
export interface SigningSecrets {
  /** The integration's OAuth 1.0 client. */
  consumer?: { key: string; secret: string } | undefined;
  /** The OAuth 1.0 token. */
  token?: { token: string; secret: string } | undefined;
}

/** What a team must enter before its users can connect. */
export type ClientNeed = "client" | "app" | "client_and_app" | "nothing";

/** How the team's client authenticates: with a shared secret or with its private key. */
export type ClientProof = "secret" | "private_key";

/** An expiry date that is part of the credentials. */
export interface DatedEnd {
  what: "client_registration" | "client_certificate";
  /** Epoch milliseconds. Null: the date can't be read. */
  at: number | null;
}

export type GivenCredentials = ImportConnectionInput["credentials"];

/**
 * Everything Keyhold does for one scheme. Code outside this folder uses these members and never compares scheme names. Facts
 * that browsers need too are in `wire/schemes`.
 */
export interface Scheme<P extends Provider = Provider> {
  /** Issues credentials from typed values. Absent: the scheme connects by redirect. */
  issue?(provider: P, input: IssueInput): Promise<Issued>;
  /** Sends the browser to the provider and handles the callback. Absent: the scheme connects by a form. */
  flow?: Flow<P>;
  /** Refreshes stored credentials. Absent: only `issue` can get new ones. */
  refresh?(input: RefreshInput<P>): Promise<Issued>;
  /** Returns whether stored credentials can be refreshed without the end user. Absent: they always can, if `refresh` is present. */
  canRefresh?(provider: P, stored: StoredCredentials): boolean;
  /** Signs a complete request. Absent: requests carry the credentials instead. */
  sign?(provider: P, values: TemplateValues, secrets: SigningSecrets): ApiTarget["sign"];
  /** Returns what the team must enter. Absent: nothing. */
  need?(provider: P): ClientNeed;
  /** Returns how the team's client authenticates. Absent: with a secret. @see RFC 5849 §3.4.3, RFC 7523 §2.2 */
  proof?(provider: P): ClientProof;
  /** The only kind of private key the team's client can use. */
  keyType?: "rsa";
  /** Whose client requests tokens. They must correct it when the provider rejects it. */
  client: "team" | "end_user";
  /** The typed credentials are sent unchanged in a header, so they must be valid there (RFC 9110 §5.5). */
  isSentAsTyped?: true;
  /** Returns a date in the credentials after which they are no longer accepted. */
  datedEnd?(provider: P, stored: StoredCredentials): DatedEnd | null;
  /** Converts imported credentials. Absent: they are stored unchanged. */
  take?(
    given: GivenCredentials,
    context: { provider: P; integration: IntegrationRow; values: TemplateValues },
  ): Promise<Issued>;
  /** Signs the JWT with which an app authenticates as itself, not as one installation. */
  appProof?(provider: P, values: TemplateValues): string;
  /** Returns the URLs and scopes of a provider that the public API shows. */
  publicFacts?(provider: P): Record<string, unknown>;
}

/** The record of one scheme. */
export type SchemeOf<S extends SchemeName> = Scheme<ProviderOf<S>>;
