import { createHash, createPublicKey, randomBytes, X509Certificate } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { type Answer, cookiesOf, endOf, type Issue, json, jwtLike, tokenAnswer } from "./answers";
import { type Fixtures, makeFixtures, splitParts } from "./fixtures";
import type { SeenRequest } from "./judges";
import type { Keys } from "./keys";
import type { Check } from "./reader";
import type { Values } from "./template";

/** One event at a simulated provider. */
export interface LedgerLine {
  event: string;
  ok: boolean;
  /** The problem of the request. Absent when it was correct, or when its wrong credentials were rejected as expected. */
  problem?: string;
}

/** The grant of an authorization request. */
export interface Grant {
  redirectUri: string;
  challenge: string | null;
  resource: string | null;
  clientId: string;
}

/** A client of this provider and its authentication. */
export interface StageClient {
  id: string;
  secret?: string | undefined;
  method: "basic" | "body" | "none" | "private_key_jwt";
  /** The key ID in the header of its assertions. */
  kid?: string | undefined;
}

/** The state of a provider. */
export interface State {
  codes: Map<string, Grant>;
  pushed: Map<string, URLSearchParams>;
  clients: Map<string, StageClient>;
  /** OAuth 1.0 temporary tokens. */
  temporary: Map<string, { secret: string; verifier: string; callback: string }>;
  /** Secrets of OAuth 1.0 tokens and of AWS session keys by their ids. */
  secrets: Map<string, { secret: string; session?: string }>;
  access: Set<string>;
  refresh: Set<string>;
  /** A token that the entry exchanges for another. */
  first: string | null;
  cookies: string | null;
  /** Used nonces and values of `jti`. */
  seen: Set<string>;
  steps: Record<string, string>;
  /** Installations that the user can access. */
  installations: string[];
  /** Number of further installations, on later pages of the list. */
  unlisted: number;
}

/** An endpoint's result for a request: its problems, or its response. */
export interface Opinion {
  problems: string[];
  accept(): Answer | Promise<Answer>;
}

/** One endpoint of a provider. */
export interface Endpoint {
  name: string;
  method: string;
  /** Values that are not known when it is called. */
  before?: readonly string[] | undefined;
  /** The endpoint's URLs for these values. */
  urls(values: Values): (string | null)[];
  judge(request: SeenRequest, values: Values): Opinion | Promise<Opinion>;
}

export interface PlayOptions {
  /** Keyhold's own URL, for entries that use it. */
  publicUrl: string;
  keys: Keys;
  /** Omits variables that have a fallback. */
  leavesOut?: boolean;
  /** Fetches a client metadata document of Keyhold. */
  readDocument(url: string): Promise<unknown>;
}

const SECRET_MARK = 8;

/** Fingerprints of a certificate or key, as entries use them. */
function keyNames(entry: Provider, fields: Values, { keys }: PlayOptions): Record<string, string> {
  const asked = [...JSON.stringify(entry).matchAll(/\{@(fingerprint|x5t):([\w.-]+)\}/g)];
  return Object.fromEntries(
    asked.map(([, kind, name = ""]) => {
      const thumbprint = Buffer.from(keys.thumbprint, "hex").toString("base64url");
      return [`@${kind}:${name}`, kind === "x5t" ? thumbprint : fingerprintOf(fields[name] ?? "")];
    }),
  );
}

function fingerprintOf(pem: string): string {
  if (!pem.includes("-----BEGIN")) return "";
  const key = pem.includes("CERTIFICATE") ? new X509Certificate(pem).publicKey : createPublicKey(pem);
  const der = key.export({ type: "spki", format: "der" });
  return `SHA256:${createHash("sha256").update(der).digest("base64")}`;
}

/** The simulated provider of one catalog entry. */
export class Play {
  readonly fixtures: Fixtures;
  readonly ledger: LedgerLine[] = [];
  readonly counts: Record<string, number> = {};
  /** Texts that identify a request as this provider's. */
  readonly marks = new Set<string>();
  readonly state: State;
  /** Keyhold's callback URL, set before a flow starts. */
  callbackUrl = "";
  /** The names of its endpoints. */
  names: string[] = [];
  /** Whether the prover is testing it now. */
  isActive = false;
  /** The newest token, and its expiry in epoch milliseconds. */
  newest: { token: string; refreshToken: string | null; expiresAt: number | null } | null = null;

  constructor(
    readonly entry: Provider,
    readonly options: PlayOptions,
  ) {
    this.fixtures = makeFixtures(entry, options.keys, options.leavesOut);
    this.state = {
      codes: new Map(),
      pushed: new Map(),
      clients: new Map(),
      temporary: new Map(),
      secrets: new Map(),
      access: new Set(),
      refresh: new Set(),
      first: null,
      cookies: null,
      seen: new Set(),
      steps: {},
      installations: [],
      unlisted: 0,
    };
    this.markFixtures();
  }

  private markFixtures(): void {
    const { client, credentials, wrongCredentials, settings, wrong } = this.fixtures;
    const fields = [...this.entry.credentials, ...this.entry.settings];
    const own = fields.filter(({ kind }) => kind !== "pem");
    const texts = own.flatMap(({ name }) => [credentials[name], wrongCredentials?.[name], settings[name]]);
    for (const text of [client.id, client.secret, ...Object.values(wrong), ...texts]) {
      if (text !== undefined && text.length >= SECRET_MARK) this.marks.add(text);
    }
  }

  /** Records an event. */
  note(event: string, problem?: string): void {
    this.ledger.push({ event, ok: problem === undefined, ...(problem !== undefined && { problem }) });
    if (problem === undefined) this.counts[event] = (this.counts[event] ?? 0) + 1;
  }

  /** Unique key for each way to simulate an entry. Also usable as a name of its integration. */
  get key(): string {
    return this.options.leavesOut ? `${this.entry.slug}~fallback` : this.entry.slug;
  }

  /** Whether the server has a revocation endpoint that the entry does not mention. */
  hasOwnRevocation = false;

  count(event: string): number {
    return this.counts[event] ?? 0;
  }

  /**
   * The values that templates can use in a phase.
   * @param phase authorize: the end user's input. token: also the callback. api: also the token response and API responses.
   */
  values(phase: "authorize" | "token" | "api", isWrong = false): Record<string, string> {
    const { variables, credentials, wrongCredentials, settings, given, wrong } = this.fixtures;
    const form = isWrong ? (wrongCredentials ?? credentials) : credentials;
    const fields = { ...settings, ...form };
    const callback = { ...given.callback };
    const [installation] = Object.keys(callback);
    if (isWrong && this.entry.scheme === "app_installation" && installation)
      callback[installation] = wrong.installation;
    return {
      ...variables,
      ...(phase !== "authorize" && callback),
      ...(phase === "api" && { ...given.token, ...given.api }),
      ...fields,
      ...splitParts([...this.entry.credentials, ...this.entry.settings], fields),
      ...keyNames(this.entry, fields, this.options),
      ...this.state.steps,
      "@self": this.options.publicUrl,
      ...(this.state.cookies !== null && { "@cookies": this.state.cookies }),
    };
  }

  /** The team's client under its template names. */
  clientValues(): Record<string, string> {
    const { id, secret } = this.fixtures.client;
    return { client_id: id, client_secret: secret };
  }

  /** A unique text. */
  fresh(kind: string): string {
    const text = `${this.entry.slug}.${kind}.${randomBytes(12).toString("hex")}`;
    this.marks.add(text);
    return text;
  }

  /** Checks that a token is this provider's and still valid. */
  liveToken: Check = (token) => (this.state.access.has(token) ? null : "The token is not valid here.");
  liveRefresh: Check = (token) => (this.state.refresh.has(token) ? null : "The refresh token is not valid here.");

  /** Issues a token. */
  issue(input: Pick<Issue, "rules" | "assumeExpiresIn"> & { withRefresh: boolean; format?: "json" | "xml" }): Answer {
    const { rules, assumeExpiresIn, withRefresh, format = "json" } = input;
    const now = Date.now();
    const expiresAt = endOf({ rules, assumeExpiresIn }, now);
    const token = rules?.expiry === "@jwt" ? jwtLike(this.fresh("jti"), expiresAt) : this.fresh("access");
    // If both are in the same place, they are the same token.
    const isOne = rules?.refreshToken !== undefined && rules.refreshToken === (rules.accessToken ?? "access_token");
    const refreshToken = !withRefresh ? undefined : isOne ? token : this.fresh("refresh");
    this.marks.add(token);
    this.state.access.add(token);
    if (refreshToken !== undefined) this.state.refresh.add(refreshToken);
    this.newest = { token, refreshToken: refreshToken ?? null, expiresAt };
    this.state.cookies = cookiesOf({ rules, token });
    const kept = this.fixtures.given.token;
    return tokenAnswer({ rules, assumeExpiresIn, token, refreshToken, kept, format }, now);
  }
}

/** An error response. */
export function refusal(status: number, error: string, description: string): Answer {
  return json({ error, error_description: description, message: description, ok: false }, status);
}
