import { z } from "zod";
import { AppInstallation, OAuth1, OAuth1Tba, PluginInstall } from "./schema/installed";
import {
  AwsSigv4,
  JwtBearer,
  RequestSigning,
  SamlBearer,
  SessionLogin,
  SignedJwt,
  TokenExchange,
  Wsse,
} from "./schema/login";
import { McpDiscovery, McpOAuth, OAuth2ClientCredentials, OAuth2Code, OAuth2Password } from "./schema/oauth2";
import { common } from "./schema/parts";

export type { Credential, Variable } from "./schema/parts";

const ApiKey = z.strictObject({ ...common, scheme: z.literal("api_key") });
const Basic = z.strictObject({ ...common, scheme: z.literal("basic") });
const None = z.strictObject({ ...common, scheme: z.literal("none") });

/** One provider, the schema of `providers/catalog/<slug>.json`. */
export const Provider = z.discriminatedUnion("scheme", [
  OAuth2Code,
  OAuth2ClientCredentials,
  OAuth2Password,
  ApiKey,
  Basic,
  None,
  OAuth1,
  OAuth1Tba,
  TokenExchange,
  SessionLogin,
  JwtBearer,
  SamlBearer,
  SignedJwt,
  AwsSigv4,
  RequestSigning,
  Wsse,
  AppInstallation,
  PluginInstall,
  McpOAuth,
  McpDiscovery,
]);
export type Provider = z.output<typeof Provider>;
export type Scheme = Provider["scheme"];
/** A catalog entry of one or several schemes. */
export type ProviderOf<S extends Scheme> = Extract<Provider, { scheme: S }>;
export type OAuth2CodeProvider = ProviderOf<"oauth2_code">;

/** The texts of a provider, `providers/texts/<locale>/<slug>.json`. */
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

/** One row of the small index that the catalog picker reads. */
export const IndexEntry = z.strictObject({
  slug: z.string(),
  name: z.string(),
  scheme: z.string(),
  authMode: z.string(),
  categories: z.array(z.string()),
  popular: z.number().nullable(),
});
export type IndexEntry = z.output<typeof IndexEntry>;
