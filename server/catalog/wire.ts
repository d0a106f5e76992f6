import type { CatalogEntry, Credential, Variable } from "@/providers/load";
import { env } from "@/server/core/env";
import { schemeOf } from "@/server/schemes";
import { logoPath } from "@/wire/endpoints";
import type { FieldSchema, WireProvider } from "@/wire/providers";
import { authModeOf } from "@/wire/schemes";

const FORMATS: Partial<Record<string, FieldSchema["format"]>> = {
  hostname: "hostname",
  url: "uri",
  uuid: "uuid",
  email: "email",
  pem: "pem",
};

function toField(entry: CatalogEntry, field: Variable | Credential, order: number): FieldSchema {
  const words = entry.texts.fields[field.name];
  const example = words?.placeholder ?? ("example" in field ? field.example : undefined);
  const format = field.kind && FORMATS[field.kind];
  return {
    type: "string",
    title: words?.label ?? field.name,
    ...(words?.hint && { description: words.hint }),
    ...(example && { example }),
    ...(field.pattern && { pattern: field.pattern }),
    ...(format && { format }),
    ...("values" in field && field.values && { enum: field.values }),
    order,
    ...("secret" in field && field.secret && { secret: true }),
    ...("prefix" in field && field.prefix && { prefix: field.prefix }),
    ...(field.optional && { optional: true }),
    ...(field.default !== undefined && { default_value: field.default }),
    ...("from" in field && field.from && { automated: true }),
  };
}

function toFields(entry: CatalogEntry, fields: (Variable | Credential)[], first: number): Record<string, FieldSchema> {
  return Object.fromEntries(fields.map((field, index) => [field.name, toField(entry, field, first + index)]));
}

/** Returns a provider in the shape of the public API, with our texts. */
export function toWireProvider(entry: CatalogEntry): WireProvider {
  const { slug, name, texts, categories, docsUrl, variables, credentials, settings, api } = entry;
  return {
    name: slug,
    display_name: name,
    description: texts.description,
    logo_url: env().KEYHOLD_PUBLIC_URL + logoPath(slug),
    auth_mode: authModeOf(entry),
    categories,
    docs: docsUrl ?? "",
    ...schemeOf(entry).publicFacts?.(entry),
    ...(variables.length > 0 && { connection_config: toFields(entry, variables, 1) }),
    ...(credentials.length > 0 && { credentials: toFields(entry, credentials, variables.length + 1) }),
    ...(settings.length > 0 && { integration_config: toFields(entry, settings, 1) }),
    ...(api.baseUrl && { proxy: { base_url: api.baseUrl } }),
  };
}
