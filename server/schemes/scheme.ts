import type { Provider, ProviderOf, Scheme as SchemeName } from "@/providers/load";
import type { ApiTarget } from "@/server/protocols/api-request";
import type { TemplateValues } from "@/server/protocols/template/render";
import type { StoredCredentials } from "@/server/vault/credentials";
import type { IntegrationRow } from "@/server/vault/integration";
import type { ImportConnectionInput } from "@/wire/import-connection";
import type { Flow } from "./flow";

/** What a credential is made from. */
export interface IssueInput {
  /** What the end user typed, by the names of the entry's credentials. */
  fields: Record<string, string>;
  /** Everything a template may name. */
  values: TemplateValues;
  connectionId: string;
  /** Separates one customer of the team from another, for AWS. */
  externalId: string;
  /** Of the token that is being replaced, where it has one. */
  refreshToken?: string | undefined;
}

/** A credential ready to be stored. */
export interface Issued {
  credentials: StoredCredentials;
  /** Epoch milliseconds. Null: no stated end. */
  expiresAt: number | null;
  /** Values of the response that are kept with the connection. */
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
  /** Whether another connection of the same end user holds an installation already. */
  isHeld(name: string, id: string): Promise<boolean>;
}

/** The secrets that sign a request beside the values of templates. */
export interface SigningSecrets {
  /** The OAuth 1.0 client: the integration's own. */
  consumer?: { key: string; secret: string } | undefined;
  /** The OAuth 1.0 token. */
  token?: { token: string; secret: string } | undefined;
}

/** What a team must enter before its users can connect. */
export type ClientNeed = "client" | "app" | "client_and_app" | "nothing";

/** What the team's client proves itself with: a secret it shares with the provider, or a private key of its own. */
export type ClientProof = "secret" | "private_key";

/** An end that is written in a credential as a date. */
export interface DatedEnd {
  what: "client_registration" | "client_certificate";
  /** Epoch milliseconds. Null: the date can't be read. */
  at: number | null;
}

export type GivenCredentials = ImportConnectionInput["credentials"];

/**
 * Everything Keyhold does for one way of connecting. Code outside this folder asks these questions and never which scheme it
 * has. What browsers may know too is in `wire/schemes`.
 */
export interface Scheme<P extends Provider = Provider> {
  /** Makes the credential from what the end user typed. Absent: the end user goes to the provider instead. */
  issue?(provider: P, input: IssueInput): Promise<Issued>;
  /** Sends the browser to the provider and takes what it brings back. Absent: a form. */
  flow?: Flow<P>;
  /** Gets a new credential in place of a stored one. Absent: nothing can be refreshed. */
  refresh?(input: RefreshInput<P>): Promise<Issued>;
  /** Whether a stored credential can be refreshed without its owner. Absent: what `issue` made can be made again. */
  canRefresh?(provider: P, stored: StoredCredentials): boolean;
  /** Signs a finished request, where the API wants that instead of a credential on it. */
  sign?(provider: P, values: TemplateValues, secrets: SigningSecrets): ApiTarget["sign"];
  /** What the team enters. Absent: nothing. */
  need?(provider: P): ClientNeed;
  /** Absent: a secret. @see RFC 5849 §3.4.3, RFC 7523 §2.2 */
  proof?(provider: P): ClientProof;
  /** The only kind of private key the team's client can use. */
  keyType?: "rsa";
  /** Whose client asks for tokens: the one who has to correct it when the provider refuses it. */
  client: "team" | "end_user";
  /** The credential goes into a header as it was typed, so it must fit one (RFC 9110 §5.5). */
  isSentAsTyped?: true;
  /** A date in the credential after which it is no longer accepted. */
  datedEnd?(provider: P, stored: StoredCredentials): DatedEnd | null;
  /** What credentials brought from elsewhere become. Absent: they are stored as given. */
  take?(
    given: GivenCredentials,
    context: { provider: P; integration: IntegrationRow; values: TemplateValues },
  ): Promise<Issued>;
  /** The app's own proof, signed now, beside that of one installation. */
  appProof?(provider: P, values: TemplateValues): string;
  /** Addresses and scopes that the public API shows of a provider. */
  publicFacts?(provider: P): Record<string, unknown>;
}

/** The record of one scheme, or of several that work alike. */
export type SchemeOf<S extends SchemeName> = Scheme<ProviderOf<S>>;
