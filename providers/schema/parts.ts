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

/** Names and values as templates, such as headers or parameters. One whose value is absent is left out. */
export const Templates = z.record(z.string().min(1).max(200), Template);

/** A JSON value with templates in its texts. */
const JsonTemplate = z.record(z.string(), z.unknown());

const Seconds = z.number().int().positive();

/** A value a person or the provider supplies, kept in the clear with the connection. */
export const Variable = z.strictObject({
  name: FieldName,
  kind: z
    .enum(["label", "hostname", "url", "choice", "digits", "uuid", "email", "text"])
    .describe("label: one part of a host name."),
  values: z.array(z.string()).optional().describe("Of a choice."),
  default: z.string().optional(),
  pattern: z.string().optional().describe("Anchored regular expression."),
  example: z.string().optional().describe("Our own."),
  optional: z.boolean().optional(),
  from: z
    .enum(["token", "callback", "api"])
    .optional()
    .describe("Filled from the token answer, the callback or an afterConnect call; never asked for."),
});
export type Variable = z.output<typeof Variable>;

/** A secret or name a person supplies, sealed with the connection. */
export const Credential = z.strictObject({
  name: FieldName,
  secret: z.boolean().optional(),
  kind: z.enum(["email", "url", "uuid", "pem"]).optional().describe("pem: a key or certificate of many lines."),
  pattern: z.string().optional(),
  prefix: z.string().optional(),
  split: z
    .strictObject({ by: z.string().min(1), into: z.array(FieldName).min(2) })
    .optional()
    .describe("One text of several parts, such as id:secret; each part has a name of its own."),
  default: z.string().optional(),
  optional: z.boolean().optional(),
});
export type Credential = z.output<typeof Credential>;

const ApiAuth = z.strictObject({
  in: z
    .enum(["header", "query", "basic", "path", "body", "oauth1", "sigv4", "signature", "none"])
    .describe("path: the base address names the credential. signature: see `signing`."),
  name: z.string().optional(),
  format: Template.optional(),
});

/** How the API is called once connected. */
const Api = z.strictObject({
  baseUrl: Template.optional(),
  baseUrlFallback: Template.optional().describe("Where a variable of baseUrl is absent."),
  auth: ApiAuth,
  headers: Templates.optional(),
  query: Templates.optional(),
  body: JsonTemplate.optional().describe("Members that every JSON body carries."),
});

/** One call, to a path of the API or an address of its own. */
const Call = z.strictObject({
  method: z.enum(["GET", "POST"]),
  path: Template.optional(),
  url: Template.optional(),
  body: JsonTemplate.optional(),
});

/** A call made once after connecting, and the variables its answer fills: name → dotted path. */
const AfterConnect = z.strictObject({ ...Call.shape, keep: z.record(FieldName, z.string().min(1)) });

/** How a token is given back when its connection is deleted. */
const Revoke = z.strictObject({
  url: Template,
  method: z.enum(["POST", "DELETE"]).default("POST"),
  by: z
    .enum(["token", "bearer"])
    .default("token")
    .describe("token: the token as a parameter (RFC 7009). bearer: a call authenticated by it."),
});

/** Where values stand in a token answer; dotted paths. */
export const TokenResponse = z.strictObject({
  accessToken: z.string().optional().describe('"." is the whole body.'),
  accessTokenAlt: z.string().optional().describe("Tried when the first is empty."),
  refreshToken: z.string().optional(),
  expiry: z.string().optional().describe('"@jwt" is the exp claim of the token.'),
  expiryKind: z.literal("at").optional().describe("A date or epoch. Absent: a duration."),
  expiryUnit: z.literal("ms").optional().describe("Absent: seconds."),
  keep: z.array(z.string()).optional().describe("Values copied into the connection's configuration."),
  cookies: z.boolean().optional().describe("Cookies of the answer are kept as {@cookies}."),
});

/** One request of a log-in of several; `{@stepN.path}` names a value of an earlier answer. */
export const Step = z.strictObject({
  url: Template,
  method: z.enum(["POST", "GET"]).default("POST"),
  bodyFormat: z.enum(["form", "json", "query", "xml"]).default("json"),
  headers: Templates.optional(),
  params: z.union([JsonTemplate, Template]).optional().describe("A text is an XML document."),
});

/** How long a token lives where its answer does not say, and how early it is renewed. Seconds. */
export const lifetime = {
  assumeExpiresIn: Seconds.optional(),
  refreshMargin: Seconds.optional().describe("Default: the smaller of 15 minutes and half its life."),
};

/** When refresh tokens end. Seconds. A lifetime that stands in the token answer needs no entry. */
export const RefreshTokenLife = z.strictObject({
  idle: Seconds.optional().describe("Since the last use: it is used at least once a day then."),
  absolute: Seconds.optional().describe("Since the end user's authorization."),
  testMode: Seconds.optional().describe("Since the authorization, while the team's app is in test mode."),
});

/** A locally signed statement (RFC 7515, or SAML 2.0 for saml_bearer); its text is `{@assertion}`. */
export const Assertion = z.strictObject({
  alg: z.enum(["ES256", "RS256", "PS256", "HS256", "EdDSA"]),
  key: Template.describe("Private key in PEM, or the shared secret."),
  keyFormat: z.enum(["text", "hex"]).default("text").describe("Of a shared secret."),
  headers: Templates.optional().describe("Such as kid."),
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

/** What every entry has. */
export const common = {
  $schema: z.string().optional(),
  slug: Slug,
  name: z.string().min(1).max(100),
  categories: z.array(z.string()).min(1),
  docsUrl: z.url().optional(),
  registerAppUrl: z.url().optional().describe("Where a developer registers an OAuth app."),
  popular: z.number().int().positive().optional().describe("Rank in the catalog's first row. Absent: not in it."),
  environment: z.literal("sandbox").optional(),
  variables: z.array(Variable).default([]),
  credentials: z.array(Credential).default([]),
  settings: z.array(Credential).default([]).describe("Asked from the team, once for the integration."),
  api: Api,
  verify: Call.optional().describe("A call that works only with a right credential."),
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
