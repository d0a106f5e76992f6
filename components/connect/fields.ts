import { FORM_ENDPOINTS, type FormMode } from "@/wire/endpoints";
import type { FieldSchema, WireProvider } from "@/wire/providers";

/** Where the value of a field goes: into the connection's config (`params`) or into its credentials. */
export type FieldGroup = "params" | "credentials";

/** One field of the form that an end user fills in. */
export interface FormField {
  /** Unique in the form; safe as an HTML id and as a form key, whatever the field is called. */
  id: string;
  group: FieldGroup;
  name: string;
  label: string;
  hint: string | null;
  example: string | null;
  format: FieldSchema["format"] | null;
  pattern: string | null;
  choices: readonly string[];
  initial: string;
  isSecret: boolean;
  isOptional: boolean;
  prefix: string;
}

/** How an account is connected on this page: by a form, or by a redirect to the provider. */
export type Flow = { kind: "form"; endpoint: (typeof FORM_ENDPOINTS)[FormMode] } | { kind: "redirect" };

/** The flow for a provider. A mode that has no form goes through the provider; the server refuses a mode it doesn't know. */
export function flowOf({ auth_mode: mode }: Pick<WireProvider, "auth_mode">): Flow {
  return Object.hasOwn(FORM_ENDPOINTS, mode)
    ? { kind: "form", endpoint: FORM_ENDPOINTS[mode as FormMode] }
    : { kind: "redirect" };
}

type Fieldset = Pick<WireProvider, "auth_mode" | "connection_config" | "credentials">;

/**
 * The fields to ask for, config first. Left out: what Keyhold fills in, and what the session has fixed (`given`), because
 * the session's values win on the server anyway.
 */
export function buildFields(provider: Fieldset, given: Iterable<string> = []): FormField[] {
  const fixed = new Set(given);
  const config = Object.entries(provider.connection_config ?? {}).filter(([name]) => !fixed.has(name));
  // A redirect brings the credentials from the provider, never from a form.
  const credentials = flowOf(provider).kind === "form" ? Object.entries(provider.credentials ?? {}) : [];
  return [...toFields("params", config), ...toFields("credentials", credentials)];
}

function toFields(group: FieldGroup, entries: [string, FieldSchema][]): FormField[] {
  return entries
    .filter(([, field]) => !field.automated)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([name, field], index) => toField(`${group}-${index}`, group, name, field));
}

function toField(id: string, group: FieldGroup, name: string, field: FieldSchema): FormField {
  return {
    id,
    group,
    name,
    label: field.title,
    hint: field.description ?? null,
    example: field.example ?? null,
    format: field.format ?? null,
    pattern: field.pattern ?? null,
    choices: field.enum ?? [],
    initial: field.default_value ?? "",
    isSecret: field.secret === true,
    isOptional: field.optional === true,
    prefix: field.prefix ?? "",
  };
}

/** A guide address is only followed when it is a web address: data from a provider must not become `javascript:`. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}
