import { createHash, createPublicKey, randomBytes, X509Certificate } from "node:crypto";
import type { Provider } from "@/providers/schema";
import { type Answer, cookiesOf, endOf, type Issue, json, jwtLike, tokenAnswer } from "./answers";
import { type Fixtures, makeFixtures, splitParts } from "./fixtures";
import type { SeenRequest } from "./judges";
import type { Keys } from "./keys";
import type { Check } from "./reader";
import type { Values } from "./template";

/** One thing that happened at a provider of the stage. */
export interface LedgerLine {
  event: string;
  ok: boolean;
  /** What was wrong with the request. Absent where it was right, or was the wrong credential that was to be refused. */
  problem?: string;
}

/** What an authorization request was for. */
export interface Grant {
  redirectUri: string;
  challenge: string | null;
  resource: string | null;
  clientId: string;
}

/** A client of this provider and how it shows who it is. */
export interface StageClient {
  id: string;
  secret?: string | undefined;
  method: "basic" | "body" | "none" | "private_key_jwt";
  /** The key id in the header of its statements. */
  kid?: string | undefined;
}

/** What a provider remembers. */
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
  /** Of nonces and of `jti`. */
  seen: Set<string>;
  steps: Record<string, string>;
  /** Installations the person can open. */
  installations: string[];
  /** How many more there are, on further pages of the list. */
  unlisted: number;
}

/** What an endpoint makes of a request: what is wrong with it, or how it goes on. */
export interface Opinion {
  problems: string[];
  accept(): Answer | Promise<Answer>;
}

/** One address of a provider. */
export interface Endpoint {
  name: string;
  method: string;
  /** Values that are not known yet when it is called. */
  before?: readonly string[] | undefined;
  /** Filled in with these values. */
  urls(values: Values): (string | null)[];
  judge(request: SeenRequest, values: Values): Opinion | Promise<Opinion>;
}

export interface PlayOptions {
  /** The product's own address, for entries that name it. */
  publicUrl: string;
  keys: Keys;
  /** Variables that have a fallback are left out. */
  leavesOut?: boolean;
  /** Reads a client-id metadata document of the product. */
  readDocument(url: string): Promise<unknown>;
}

const SECRET_MARK = 8;

/** A certificate's or key's names as entries write them. */
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

/** One entry of the catalog as its provider plays it. */
export class Play {
  readonly fixtures: Fixtures;
  readonly ledger: LedgerLine[] = [];
  readonly counts: Record<string, number> = {};
  /** Texts by which a request is known to be this provider's. */
  readonly marks = new Set<string>();
  readonly state: State;
  /** Where the product has its browsers sent back; set before a flow begins. */
  callbackUrl = "";
  /** Names of its endpoints. */
  names: string[] = [];
  /** The prover is at work on it. */
  isActive = false;
  /** The token that was given out last, and its end in epoch milliseconds. */
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

  /** Notes what happened. */
  note(event: string, problem?: string): void {
    this.ledger.push({ event, ok: problem === undefined, ...(problem !== undefined && { problem }) });
    if (problem === undefined) this.counts[event] = (this.counts[event] ?? 0) + 1;
  }

  /** Tells the ways of playing one entry apart; also a fit name for its integration. */
  get key(): string {
    return this.options.leavesOut ? `${this.entry.slug}~fallback` : this.entry.slug;
  }

  /** Set where the server has a revocation endpoint that the entry does not name. */
  hasOwnRevocation = false;

  count(event: string): number {
    return this.counts[event] ?? 0;
  }

  /**
   * What templates may name when the provider knows as much as this.
   * @param phase authorize: what the end user typed; token: with the callback; api: with the token answer and the API's.
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

  /** The team's client as templates name it. */
  clientValues(): Record<string, string> {
    const { id, secret } = this.fixtures.client;
    return { client_id: id, client_secret: secret };
  }

  /** A text nobody else has. */
  fresh(kind: string): string {
    const text = `${this.entry.slug}.${kind}.${randomBytes(12).toString("hex")}`;
    this.marks.add(text);
    return text;
  }

  /** Whether a token is one of this provider's that is still good. */
  liveToken: Check = (token) => (this.state.access.has(token) ? null : "The token is none that is good here.");
  liveRefresh: Check = (token) =>
    this.state.refresh.has(token) ? null : "The refresh token is none that is good here.";

  /** Gives out a token. */
  issue(input: Pick<Issue, "rules" | "assumeExpiresIn"> & { withRefresh: boolean; format?: "json" | "xml" }): Answer {
    const { rules, assumeExpiresIn, withRefresh, format = "json" } = input;
    const now = Date.now();
    const expiresAt = endOf({ rules, assumeExpiresIn }, now);
    const token = rules?.expiry === "@jwt" ? jwtLike(this.fresh("jti"), expiresAt) : this.fresh("access");
    // Where both stand in one place they are one.
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

/** How a provider says no. */
export function refusal(status: number, error: string, description: string): Answer {
  return json({ error, error_description: description, message: description, ok: false }, status);
}
