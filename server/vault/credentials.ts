import { z } from "zod";

const Raw = z.record(z.string(), z.unknown());
const Texts = z.record(z.string(), z.string());

/** The OAuth client that the server registered for one connection (RFC 7591), with the server's endpoints. */
const OwnClient = z.object({
  id: z.string(),
  secret: z.string().optional(),
  /** Epoch milliseconds (RFC 7591 §3.2.1). */
  secret_expires_at: z.number().optional(),
  method: z.enum(["none", "basic", "body"]),
  token_url: z.string(),
  revoke_url: z.string().optional(),
});
export type OwnClient = z.output<typeof OwnClient>;

const OAuth2 = z.object({
  type: z.literal("OAUTH2"),
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_at: z.iso.datetime().optional(),
  raw: Raw,
  /** Where the code was redeemed. Keyhold sends the refresh token only there (RFC 9700 §4.4.2). */
  token_url: z.string(),
  /** The granted scope, or the requested one if the server didn't return it (RFC 6749 §5.1). */
  scope: z.string().optional(),
  /** The scopes Keyhold requested. */
  requested_scopes: z.array(z.string()).optional(),
  client: OwnClient.optional(),
  /** The API the token is for (RFC 8707). */
  resource: z.string().optional(),
});

const OAuth1 = z.object({
  type: z.literal("OAUTH1"),
  oauth_token: z.string(),
  oauth_token_secret: z.string(),
  expires_at: z.iso.datetime().optional(),
  raw: Raw,
});

const Installation = z.object({
  access_token: z.string(),
  expires_at: z.iso.datetime().optional(),
  raw: Raw,
});

/** Credentials that the end user entered. */
const typed = <T extends string>(type: T) => z.object({ type: z.literal(type) }).catchall(z.string());

/** What the end user entered, and the token issued for it. Keyhold can get a new token from it at any time. */
const issued = <T extends string>(type: T) =>
  z.object({
    type: z.literal(type),
    fields: Texts,
    token: z.string(),
    refresh_token: z.string().optional(),
    expires_at: z.iso.datetime().optional(),
    /** Other values from the token response, such as a session's cookies. */
    values: Texts.optional(),
    raw: Raw.optional(),
  });

/** Credentials as they are sealed: the fields that callers see, and those that only a refresh needs. */
export const StoredCredentials = z.discriminatedUnion("type", [
  OAuth2,
  OAuth1,
  typed("API_KEY"),
  typed("BASIC"),
  typed("TBA"),
  typed("NONE"),
  issued("OAUTH2_CC"),
  issued("TWO_STEP"),
  issued("BILL"),
  issued("JWT"),
  issued("SIGNATURE"),
  issued("AWS_SIGV4"),
  z.object({ type: z.literal("APP"), ...Installation.shape }),
  z.object({
    type: z.literal("CUSTOM"),
    /** Null: an owner of the account must approve the installation first. */
    app: Installation.nullable(),
    user: OAuth2.omit({ type: true }).nullable(),
    /** Installations the end user could access when they requested theirs. None of these is the requested one. */
    known: z.array(z.string()).optional(),
    raw: Raw,
  }),
]);
export type StoredCredentials = z.output<typeof StoredCredentials>;
type OfType<T extends StoredCredentials["type"]> = Extract<StoredCredentials, { type: T }>;
export type OAuth2Credentials = OfType<"OAUTH2">;
export type IssuedCredentials = OfType<"OAUTH2_CC" | "TWO_STEP" | "BILL" | "JWT" | "SIGNATURE" | "AWS_SIGV4">;
