import { z } from "zod";

/** One field of a form, in the wire protocol's vocabulary. */
export const FieldSchema = z.object({
  type: z.literal("string"),
  title: z.string(),
  description: z.string().optional(),
  example: z.string().optional(),
  pattern: z.string().optional(),
  format: z.enum(["hostname", "uri", "uuid", "email", "pem"]).optional(),
  enum: z.array(z.string()).optional(),
  order: z.number().int(),
  secret: z.boolean().optional(),
  prefix: z.string().optional(),
  optional: z.boolean().optional(),
  default_value: z.string().optional(),
  automated: z.boolean().optional(),
});
export type FieldSchema = z.output<typeof FieldSchema>;

/** A provider as the public API returns it. */
export const WireProvider = z
  .object({
    name: z.string().describe("Slug."),
    display_name: z.string(),
    description: z.string(),
    logo_url: z.url(),
    auth_mode: z.string(),
    categories: z.array(z.string()),
    docs: z.string(),
    default_scopes: z.array(z.string()).optional(),
    scope_separator: z.string().optional(),
    authorization_url: z.string().optional(),
    token_url: z.string().optional(),
    credentials: z.record(z.string(), FieldSchema).optional(),
    connection_config: z.record(z.string(), FieldSchema).optional(),
    integration_config: z.record(z.string(), FieldSchema).optional(),
    proxy: z.object({ base_url: z.string() }).optional(),
  })
  .meta({ id: "Provider" });
export type WireProvider = z.output<typeof WireProvider>;

export const ListProvidersQuery = z.strictObject({
  search: z.string().min(1).max(100).optional().describe("Part of a slug or name."),
});
export type ListProvidersQuery = z.output<typeof ListProvidersQuery>;

export const ProviderSlug = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/, "Use letters, digits, - and _.")
  .max(255);
