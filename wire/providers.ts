import { z } from "zod";

/** One field of a form, in the wire protocol's vocabulary. */
export const FieldSchema = z.object({
  type: z.literal("string").describe("Always `string`."),
  title: z.string().describe("Label of the field."),
  description: z.string().optional().describe("Hint for the person who fills in the field."),
  example: z.string().optional().describe("Example of a value."),
  pattern: z.string().optional().describe("Regular expression that a value must match."),
  format: z.enum(["hostname", "uri", "uuid", "email", "pem"]).optional().describe("Format of the value."),
  enum: z.array(z.string()).optional().describe("The values to choose from."),
  order: z.number().int().describe("Position of the field in the form, from 1."),
  secret: z.boolean().optional().describe("Whether the value must be hidden."),
  prefix: z.string().optional().describe("Text shown before the value, such as https://."),
  optional: z.boolean().optional().describe("Whether the field can be left empty."),
  default_value: z.string().optional().describe("Value used when the field is empty."),
  automated: z.boolean().optional().describe("Whether Keyhold fills in the field instead of the end user."),
});
export type FieldSchema = z.output<typeof FieldSchema>;

/** A provider as the public API returns it. */
export const WireProvider = z
  .object({
    name: z.string().describe("Name of the provider in the catalog."),
    display_name: z.string().describe("Display name of the provider."),
    description: z.string().describe("What the provider does."),
    logo_url: z.url().describe("URL of the provider's logo, an SVG."),
    auth_mode: z.string().describe("Auth mode of the provider, such as OAUTH2, API_KEY or BASIC."),
    categories: z.array(z.string()).describe("Categories of the provider in the catalog."),
    docs: z.string().describe("URL of the provider's documentation. Empty: none."),
    default_scopes: z
      .array(z.string())
      .optional()
      .describe("Scopes that Keyhold requests when the integration has none."),
    scope_separator: z.string().optional().describe("Separator between scopes in the authorization URL."),
    authorization_url: z
      .string()
      .optional()
      .describe("The provider's authorization endpoint. Field names in braces are placeholders."),
    token_url: z.string().optional().describe("The provider's token endpoint. Field names in braces are placeholders."),
    credentials: z.record(z.string(), FieldSchema).optional().describe("Credentials that an end user enters, by name."),
    connection_config: z.record(z.string(), FieldSchema).optional().describe("The provider's own fields, by name."),
    integration_config: z
      .record(z.string(), FieldSchema)
      .optional()
      .describe("The provider's own fields that apply to all connections, by name."),
    proxy: z
      .object({ base_url: z.string().describe("Base URL of the provider's API.") })
      .optional()
      .describe("How to call the provider's API."),
  })
  .meta({ id: "Provider", description: "The provider." });
export type WireProvider = z.output<typeof WireProvider>;

export const ListProvidersQuery = z.strictObject({
  search: z.string().min(1).max(100).optional().describe("Part of a provider's name."),
});
export type ListProvidersQuery = z.output<typeof ListProvidersQuery>;

const ProviderSlug = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/, "Use letters, digits, - and _.")
  .max(255)
  .describe("Name of the provider in the catalog.");

export const ProviderPath = z.strictObject({ slug: ProviderSlug });
export const ProviderAnswer = z.strictObject({ data: WireProvider });
export const ProviderListAnswer = z.strictObject({
  data: z.array(WireProvider).describe("The providers, sorted by name."),
});

export const LogoPath = z.strictObject({
  file: z.string().max(255).describe("Name of the provider in the catalog, followed by `.svg`."),
});

/** Identifies one provider, including one that this version's catalog no longer has. */
export const ProviderRef = z.strictObject({ slug: z.string().max(255) });
export type ProviderRef = z.output<typeof ProviderRef>;
