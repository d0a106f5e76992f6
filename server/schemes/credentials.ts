import type { IssuedCredentials, OAuth2Credentials, StoredCredentials } from "@/server/vault/credentials";

type Type = StoredCredentials["type"];
type OfType<T extends Type> = Extract<StoredCredentials, { type: T }>;
type Texts = Record<string, string>;

/** A grant that can be refreshed with a refresh token. */
export interface RefreshGrant {
  refreshToken: string;
  /** The last token response. */
  raw: Record<string, unknown>;
}

/** How to read one type of stored credentials. */
interface Kind<C> {
  /** The wire protocol's credentials object. It contains the refresh token only on request. */
  toWire(stored: C, withRefreshToken: boolean): Record<string, unknown>;
  /** The values that a template uses to add these credentials to a request. */
  values(stored: C): Texts;
  /** What the end user typed. */
  fields(stored: C): Texts;
}

function withoutRefreshToken(raw: Record<string, unknown>): Record<string, unknown> {
  const { refresh_token: _hidden, ...rest } = raw;
  return rest;
}

/** The part of a grant that API callers see. It leaves out what only a refresh needs. */
function wireGrant(stored: Omit<OAuth2Credentials, "type">, withRefreshToken: boolean): Record<string, unknown> {
  const {
    refresh_token,
    raw,
    token_url: _a,
    scope: _b,
    requested_scopes: _c,
    client: _d,
    resource: _e,
    ...open
  } = stored;
  if (!withRefreshToken) return { ...open, raw: withoutRefreshToken(raw) };
  return { ...open, ...(refresh_token !== undefined && { refresh_token }), raw };
}

const oauth2: Kind<OAuth2Credentials> = {
  toWire: (stored, withRefreshToken) => ({ type: stored.type, ...wireGrant(stored, withRefreshToken) }),
  values: ({ access_token }) => ({ token: access_token }),
  fields: () => ({}),
};

const oauth1: Kind<OfType<"OAUTH1">> = { toWire: (stored) => stored, values: () => ({}), fields: () => ({}) };

/** Credentials that the end user typed. */
const typed: Kind<OfType<"API_KEY" | "BASIC" | "TBA">> = {
  toWire: (stored) => stored,
  values: ({ type: _type, ...fields }) => fields,
  fields: ({ type: _type, ...fields }) => fields,
};

const none: Kind<OfType<"NONE">> = { toWire: () => ({}), values: () => ({}), fields: () => ({}) };

/** Typed values, and a token that was issued for them. */
const issued: Kind<IssuedCredentials> = {
  toWire: ({ fields, values, refresh_token, raw = {}, ...open }, withRefreshToken) =>
    withRefreshToken
      ? { ...fields, ...values, ...open, ...(refresh_token !== undefined && { refresh_token }), raw }
      : { ...fields, ...values, ...open, raw: withoutRefreshToken(raw) },
  values: ({ fields, values, token }) => ({ ...fields, ...values, token }),
  fields: ({ fields }) => fields,
};

const app: Kind<OfType<"APP">> = {
  toWire: (stored) => stored,
  values: ({ access_token }) => ({ token: access_token }),
  fields: () => ({}),
};

const appAndUser: Kind<OfType<"CUSTOM">> = {
  toWire: ({ type, app, user, raw }, withRefreshToken) => {
    return { type, app, user: user && wireGrant(user, withRefreshToken), raw };
  },
  values: ({ app }): Texts => (app ? { token: app.access_token } : {}),
  fields: () => ({}),
};

const KINDS: { [T in Type]: Kind<OfType<T>> } = {
  OAUTH2: oauth2,
  OAUTH1: oauth1,
  API_KEY: typed,
  BASIC: typed,
  TBA: typed,
  NONE: none,
  OAUTH2_CC: issued,
  TWO_STEP: issued,
  BILL: issued,
  JWT: issued,
  SIGNATURE: issued,
  AWS_SIGV4: issued,
  APP: app,
  CUSTOM: appAndUser,
};

function kindOf(stored: StoredCredentials): Kind<StoredCredentials> {
  // The table pairs each type with its own kind; the compiler can't follow that through the lookup.
  return KINDS[stored.type] as Kind<StoredCredentials>;
}

/** Returns the wire protocol's credentials object. */
export function toWireCredentials(stored: StoredCredentials, withRefreshToken: boolean): Record<string, unknown> {
  return kindOf(stored).toWire(stored, withRefreshToken);
}

/** Returns the values that catalog templates use to add these credentials to a request, such as `token`. */
export function credentialValues(stored: StoredCredentials): Texts {
  return kindOf(stored).values(stored);
}

/** Returns all values that the end user typed. */
export function typedFields(stored: StoredCredentials): Texts {
  return kindOf(stored).fields(stored);
}

/** Returns whether there is nothing to check or to send, as for an API without authentication. */
export function isNothing(stored: StoredCredentials): boolean {
  return stored.type === "NONE";
}

/** Returns whether an installation is pending approval, so that there is no token yet. */
export function isPending(stored: StoredCredentials): boolean {
  return stored.type === "CUSTOM" && stored.app === null;
}

/** Returns whether the token was issued for typed values, which are stored with it. */
export function isIssued(stored: StoredCredentials): stored is IssuedCredentials {
  return "fields" in stored && typeof stored.fields === "object";
}

/** Returns the OAuth 2.0 grant. Null: the credentials are of another type. */
export function oauth2Grant(stored: StoredCredentials): OAuth2Credentials | null {
  return stored.type === "OAUTH2" ? stored : null;
}

/** Returns the refresh token of an OAuth 2.0 grant. Null: there is none. */
export function refreshGrant(stored: StoredCredentials): RefreshGrant | null {
  if (stored.type !== "OAUTH2" || stored.refresh_token === undefined) return null;
  return { refreshToken: stored.refresh_token, raw: stored.raw };
}

/** Returns the installation's token and the token of the user who installed it. Null: the credentials are of another type. */
export function installationGrant(stored: StoredCredentials): OfType<"CUSTOM"> | null {
  return stored.type === "CUSTOM" ? stored : null;
}

/** Returns the OAuth 1.0 token of these credentials. Null: there is none. */
export function oauth1Token(stored: StoredCredentials): { token: string; secret: string } | null {
  if (stored.type === "OAUTH1") return { token: stored.oauth_token, secret: stored.oauth_token_secret };
  if (stored.type !== "TBA") return null;
  return { token: stored.tokenId ?? stored.token_id ?? "", secret: stored.tokenSecret ?? stored.token_secret ?? "" };
}

/** Returns whether a refresh may invalidate the stored credentials, so that a lost response can lose access. */
export function isUsedUpByRefresh(stored: StoredCredentials): boolean {
  if (stored.type === "OAUTH2" || stored.type === "CUSTOM") return true;
  return "refresh_token" in stored && stored.refresh_token !== undefined;
}

/** Returns the host that issued the token. Null: the credentials don't say. */
export function tokenHost(stored: StoredCredentials): string | null {
  return stored.type === "OAUTH2" && URL.canParse(stored.token_url) ? new URL(stored.token_url).host : null;
}
