import { FORM_ENDPOINTS, type FormMode } from "@/wire/endpoints";
import { texts } from "./texts";
import type { WireField, WireProvider } from "./wire";

/** Where the value of a field goes: into the connection's config (`params`) or into its credentials. */
export type FieldGroup = "params" | "credentials";

/** One field of the form that a person fills in. */
export interface FormField {
  /** Unique in the form; safe as an HTML id and as a form key, whatever the field is called. */
  id: string;
  group: FieldGroup;
  name: string;
  label: string;
  hint: string | null;
  example: string | null;
  format: string | null;
  pattern: string | null;
  choices: readonly string[];
  initial: string;
  isSecret: boolean;
  isOptional: boolean;
  prefix: string;
  suffix: string;
  /** Anchor in the provider's guide. */
  guideSection: string | null;
}

const TRAVELLING = new Set(["OAUTH2", "OAUTH1", "APP", "CUSTOM", "INSTALL_PLUGIN", "MCP_OAUTH2", "MCP_OAUTH2_GENERIC"]);

/** How an account is connected on this page: by a form, or by a trip to the provider. */
export type Flow = { kind: "form"; endpoint: (typeof FORM_ENDPOINTS)[FormMode] } | { kind: "trip" };

/** The flow for a provider, or null when this page does not offer its auth mode. */
export function flowOf(provider: Pick<WireProvider, "auth_mode">): Flow | null {
  const mode = provider.auth_mode ?? "";
  if (TRAVELLING.has(mode)) return { kind: "trip" };
  return Object.hasOwn(FORM_ENDPOINTS, mode) ? { kind: "form", endpoint: FORM_ENDPOINTS[mode as FormMode] } : null;
}

/** Credentials of a mode whose entry describes none. */
const EXPECTED: Record<string, Record<string, WireField>> = {
  API_KEY: { apiKey: { secret: true } },
  BASIC: { username: {}, password: { secret: true } },
};

/**
 * The fields to ask for, config first. Left out: what scripts fill in, what is hidden, and what the session has fixed
 * (`given`), because the server lets the session win anyway.
 */
export function buildFields(provider: WireProvider, given: Iterable<string> = []): FormField[] {
  const flow = flowOf(provider);
  const fixed = new Set(given);
  const config = Object.entries(provider.connection_config ?? {}).filter(([name]) => !fixed.has(name));
  // The credentials of a trip come from the provider, never from a form.
  const asked = provider.credentials ?? EXPECTED[provider.auth_mode ?? ""] ?? {};
  const credentials = flow?.kind === "form" ? Object.entries(asked) : [];
  return [...toFields("params", config), ...toFields("credentials", credentials)];
}

function toFields(group: FieldGroup, entries: [string, WireField][]): FormField[] {
  return entries
    .filter(([, field]) => !field.automated && !field.hidden)
    .map(([name, field], index) => ({ name, field, rank: field.order ?? index }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ name, field }, index) => toField(`${group}-${index}`, group, name, field));
}

function toField(id: string, group: FieldGroup, name: string, field: WireField): FormField {
  const choices = Array.isArray(field.enum) ? field.enum.filter((value) => typeof value === "string") : [];
  return {
    id,
    group,
    name,
    label: text(field.title) ?? texts.credentials[name] ?? fromName(name),
    hint: text(field.description),
    example: text(field.example),
    format: text(field.format),
    pattern: text(field.pattern),
    choices,
    initial: text(field.default_value) ?? "",
    isSecret: field.secret === true,
    isOptional: field.optional === true,
    prefix: text(field.prefix) ?? "",
    suffix: text(field.suffix) ?? "",
    guideSection: text(field.doc_section),
  };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** `accountId`, `account_id` and `account-id` become "Account id". */
function fromName(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_.-]+/g, " ")
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A guide address is only followed when it is a web address: data from a provider must not become `javascript:`. */
export function webAddress(value: unknown, section?: string | null): string | null {
  if (typeof value !== "string" || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (section) url.hash = section.replace(/^#/, "");
  return url.href;
}
