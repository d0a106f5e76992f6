import { z } from "zod";

const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and hyphens.")
  .max(100);
export const Template = z.string().min(1).max(4000);
const FieldName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/)
  .max(100);

/** Names and values as templates, such as headers or parameters. Templates with an absent value are omitted. */
export const Templates = z.record(z.string().min(1).max(200), Template);

/** A JSON value with templates in its strings. */
const JsonTemplate = z.record(z.string(), z.unknown());

const Seconds = z.number().int().positive();

/** A value that the end user or the provider supplies, stored unencrypted with the connection. */
export const Variable = z.strictObject({
  name: FieldName,
  kind: z
    .enum(["label", "hostname", "url", "choice", "digits", "uuid", "email", "text"])
    .describe("label: one part of a host name, between two dots."),
  values: z.array(z.string()).optional().describe("The options of a choice."),
  default: z.string().optional(),
  pattern: z.string().optional().describe("Anchored regular expression."),
  example: z.string().optional().describe("A made-up value that shows the format."),
  optional: z.boolean().optional(),
  from: z
    .enum(["token", "callback", "api"])
    .optional()
    .describe("Filled from the token response, the callback or an afterConnect call. Not part of the form."),
});
export type Variable = z.output<typeof Variable>;

/** A secret or name that the end user enters, encrypted with the connection. */
export const Credential = z.strictObject({
  name: FieldName,
  secret: z.boolean().optional(),
  kind: z.enum(["email", "url", "uuid", "pem"]).optional().describe("pem: a multi-line key or certificate."),
  pattern: z.string().optional(),
  prefix: z.string().optional(),
  split: z
    .strictObject({ by: z.string().min(1), into: z.array(FieldName).min(2) })
    .optional()
    .describe("One text with several parts, such as id:secret. Each part has its own name."),
  default: z.string().optional(),
  optional: z.boolean().optional(),
});
export type Credential = z.output<typeof Credential>;

const ApiAuth = z.strictObject({
  in: z
    .enum(["header", "query", "basic", "path", "body", "oauth1", "sigv4", "signature", "none"])
    .describe("path: the base URL contains the credential. signature: see `signing`."),
  name: z.string().optional(),
  format: Template.optional(),
});

/** How to call the API with a connection. */
const Api = z.strictObject({
  baseUrl: Template.optional(),
  baseUrlFallback: Template.optional().describe("Used when a variable of baseUrl is absent."),
  auth: ApiAuth,
  headers: Templates.optional(),
  query: Templates.optional(),
  body: JsonTemplate.optional().describe("Members of every JSON body."),
});

/** One call, to a path of the API or a full URL. */
const Call = z.strictObject({
  method: z.enum(["GET", "POST"]),
  path: Template.optional(),
  url: Template.optional(),
  body: JsonTemplate.optional(),
});

/** A call made once after connecting, and the variables that its response fills: name → dotted path. */
const AfterConnect = z.strictObject({ ...Call.shape, keep: z.record(FieldName, z.string().min(1)) });

/** How to revoke a token when its connection is deleted. */
const Revoke = z.strictObject({
  url: Template,
  method: z.enum(["POST", "DELETE"]).default("POST"),
  by: z
    .enum(["token", "bearer"])
    .default("token")
    .describe("token: sends the token as a parameter (RFC 7009). bearer: authenticates the call with the token."),
});

/** Where a token response contains its values, as dotted paths. */
export const TokenResponse = z.strictObject({
  accessToken: z.string().optional().describe('"." stands for the whole body.'),
  accessTokenAlt: z.string().optional().describe("Used when accessToken is empty."),
  refreshToken: z.string().optional(),
  expiry: z.string().optional().describe('"@jwt" is the exp claim of the token.'),
  expiryKind: z.literal("at").optional().describe("at: a date or Unix time. If absent, the value is a duration."),
  expiryUnit: z.literal("ms").optional().describe("ms: milliseconds. If absent, the unit is seconds."),
  keep: z.array(z.string()).optional().describe("Values to copy into the connection's configuration."),
  cookies: z.boolean().optional().describe("Stores the cookies of the response as {@cookies}."),
});

/** One request of a login. `{@stepN.path}` is a value of an earlier response. */
export const Step = z.strictObject({
  url: Template,
  method: z.enum(["POST", "GET"]).default("POST"),
  bodyFormat: z.enum(["form", "json", "query", "xml"]).default("json"),
  headers: Templates.optional(),
  params: z.union([JsonTemplate, Template]).optional().describe("A string is an XML document."),
});

/** How long a token is valid when its response does not say, and how early it is refreshed, in seconds. */
export const lifetime = {
  assumeExpiresIn: Seconds.optional(),
  refreshMargin: Seconds.optional().describe("Default: 15 minutes, or half the token's lifetime if that is less."),
};

/** When refresh tokens expire, in seconds. Not needed when the token response has the lifetime. */
export const RefreshTokenLife = z.strictObject({
  idle: Seconds.optional().describe(
    "Counted from the last use. If set, Keyhold uses the refresh token at least once a day.",
  ),
  absolute: Seconds.optional().describe("Counted from the end user's authorization."),
  testMode: Seconds.optional().describe("Counted from the authorization, while the team's app is in test mode."),
});

/** A locally signed assertion (RFC 7515, or SAML 2.0 for saml_bearer), available as `{@assertion}`. */
export const Assertion = z.strictObject({
  alg: z.enum(["ES256", "RS256", "PS256", "HS256", "EdDSA"]),
  key: Template.describe("Private key in PEM, or the shared secret."),
  keyFormat: z.enum(["text", "hex"]).default("text").describe("Format of a shared secret."),
  headers: Templates.optional().describe("Additional JWT headers, such as kid."),
  claims: JsonTemplate,
  ttl: Seconds,
});

export const SamlAssertion = z.strictObject({
  issuer: Template,
  audience: Template,
  recipient: Template,
  nameId: Template,
  key: Template,
  attributes: Templates.optional(),
  ttl: Seconds,
});

/** The fields of every entry. */
export const common = {
  $schema: z.string().optional(),
  slug: Slug,
  name: z.string().min(1).max(100),
  categories: z.array(z.string()).min(1),
  docsUrl: z.url().optional(),
  registerAppUrl: z.url().optional().describe("Where a developer registers an OAuth app."),
  popular: z
    .number()
    .int()
    .positive()
    .optional()
    .describe("Rank in the catalog's first row. Entries without a rank are not in that row."),
  environment: z.literal("sandbox").optional(),
  variables: z.array(Variable).default([]),
  credentials: z.array(Credential).default([]),
  settings: z.array(Credential).default([]).describe("Values that the team enters once per integration."),
  api: Api,
  verify: Call.optional().describe("A call that succeeds only with valid credentials."),
  afterConnect: z.array(AfterConnect).optional(),
  revoke: Revoke.optional(),
  rateLimit: z
    .strictObject({
      after: z.array(z.string()).optional(),
      at: z.array(z.string()).optional(),
      remaining: z.string().optional(),
      status: z.array(z.string()).optional(),
    })
    .optional(),
};
