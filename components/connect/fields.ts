import { FORM_ENDPOINTS, type FormMode } from "@/wire/endpoints";
import type { FieldSchema, WireProvider } from "@/wire/providers";

/** Where a field's value is stored: in the connection's config (`params`) or in its credentials. */
export type FieldGroup = "params" | "credentials";

/** One field of the form that an end user fills in. */
export interface FormField {
  /** Unique in the form, and safe as an HTML id and as a form key whatever the field's name. */
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

/** How an account is connected: by a form on this page, or by a redirect to the provider. */
export type Flow = { kind: "form"; endpoint: (typeof FORM_ENDPOINTS)[FormMode] } | { kind: "redirect" };

/** Returns the flow of a provider. A mode without a form redirects. The server rejects an unknown mode. */
export function flowOf({ auth_mode: mode }: Pick<WireProvider, "auth_mode">): Flow {
  return Object.hasOwn(FORM_ENDPOINTS, mode)
    ? { kind: "form", endpoint: FORM_ENDPOINTS[mode as FormMode] }
    : { kind: "redirect" };
}

type Fieldset = Pick<WireProvider, "auth_mode" | "connection_config" | "credentials">;

/**
 * Returns the fields to show, config first. It leaves out what Keyhold fills in and what the session sets (`given`): the
 * server uses the session's values anyway.
 */
export function buildFields(provider: Fieldset, given: Iterable<string> = []): FormField[] {
  const fixed = new Set(given);
  const config = Object.entries(provider.connection_config ?? {}).filter(([name]) => !fixed.has(name));
  // After a redirect, the credentials come from the provider, never from a form.
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

/** Returns an http or https URL, else null: a link from outside data must not be `javascript:`. */
export function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const url = new URL(value);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}
