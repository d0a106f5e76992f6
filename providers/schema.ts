import { z } from "zod";
import { OAuth2ClientCredentials, OAuth2Code, OAuth2Password } from "./schema/oauth2";
import { common, Template, Templates } from "./schema/parts";

export type { Credential, Variable } from "./schema/parts";

const ApiKey = z.strictObject({ ...common, scheme: z.literal("api_key") });
const Basic = z.strictObject({ ...common, scheme: z.literal("basic") });
const None = z.strictObject({ ...common, scheme: z.literal("none") });

const OAuth1 = z.strictObject({
  ...common,
  scheme: z.enum(["oauth1", "oauth1_tba"]),
  requestTokenUrl: Template.optional(),
  authorizeUrl: Template.optional(),
  tokenUrl: Template.optional(),
  signature: z.enum(["HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1", "PLAINTEXT"]).default("HMAC-SHA1"),
});

/** One call of a log-in of several calls; values of one are usable in the next as `{@stepN.path}`. */
const Step = z.strictObject({
  url: Template,
  method: z.enum(["POST", "GET"]).default("POST"),
  bodyFormat: z.enum(["form", "json", "query", "xml"]).default("json"),
  headers: Templates.optional(),
  params: z.unknown().optional(),
});
const LogIn = z.strictObject({
  ...common,
  scheme: z.enum(["token_exchange", "session_login"]),
  steps: z.array(Step).min(1),
  token: z.string().describe("Dotted path in the last answer."),
  assumeExpiresIn: z.number().int().positive().optional(),
});

const Assertion = z.strictObject({
  alg: z.enum(["ES256", "RS256", "PS256", "HS256", "EdDSA"]),
  claims: Templates,
  headers: Templates.optional(),
  ttl: z.number().int().positive().describe("Seconds."),
  key: Template,
});
const Signed = z.strictObject({
  ...common,
  scheme: z.enum(["jwt_bearer", "signed_jwt", "saml_bearer"]),
  assertion: Assertion,
  tokenUrl: Template.optional(),
});

const RequestSigning = z.strictObject({
  ...common,
  scheme: z.enum(["aws_sigv4", "request_signing", "wsse"]),
  signing: z
    .strictObject({ alg: z.string(), parts: z.array(z.string()).optional(), header: z.string().optional() })
    .optional(),
});

const Installed = z.strictObject({
  ...common,
  scheme: z.enum(["app_installation", "plugin_install"]),
  installUrl: Template.optional(),
  tokenUrl: Template.optional(),
  assertion: Assertion.optional(),
});

const Mcp = z.strictObject({
  ...common,
  scheme: z.enum(["mcp_oauth", "mcp_oauth_discovery"]),
  serverUrl: Template.optional(),
  authorizeUrl: Template.optional(),
  tokenUrl: Template.optional(),
  registrationUrl: Template.optional(),
  clientRegistration: z.enum(["static", "dynamic", "cimd"]).optional(),
});

/** One provider as its catalog file says it: the source of truth of `providers/catalog/<slug>.json`. */
export const Provider = z.discriminatedUnion("scheme", [
  OAuth2Code,
  OAuth2ClientCredentials,
  OAuth2Password,
  ApiKey,
  Basic,
  None,
  OAuth1,
  LogIn,
  Signed,
  RequestSigning,
  Installed,
  Mcp,
]);
export type Provider = z.output<typeof Provider>;
export type Scheme = Provider["scheme"];
export type OAuth2CodeProvider = z.output<typeof OAuth2Code>;

/** Our own words on a provider, `providers/texts/<locale>/<slug>.json`. */
export const ProviderTexts = z.strictObject({
  description: z.string().min(10).max(300),
  fields: z
    .record(
      z.string(),
      z.strictObject({
        label: z.string().min(1).max(60),
        hint: z.string().max(300),
        placeholder: z.string().max(100).optional(),
      }),
    )
    .default({}),
  guide: z.array(z.string().min(5).max(400)).default([]).describe("How to register an OAuth app, step by step."),
});
export type ProviderTexts = z.output<typeof ProviderTexts>;

/** One row of the small index the catalog picker reads. */
export const IndexEntry = z.strictObject({
  slug: z.string(),
  name: z.string(),
  scheme: z.string(),
  categories: z.array(z.string()),
  popular: z.number().nullable(),
});
export type IndexEntry = z.output<typeof IndexEntry>;
