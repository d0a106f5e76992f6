import type { FormField } from "./fields";
import type { Texts } from "./texts";

/** The typed values, by field id. */
export type FormValues = Record<string, string>;

const MAX_LENGTH = 8192;
/** A key or certificate with its chain. */
const MAX_PEM_LENGTH = 32_768;
const HOSTNAME = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(:\d{1,5})?$/i;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Returns the typed value without surrounding spaces and without the fixed prefix that is shown before the input. A URL
 * that was pasted into a host name field becomes its host.
 */
export function cleanValue(field: FormField, typed: string): string {
  const value = hostPart(field, typed.trim());
  return startsWith(value, field.prefix) ? value.slice(field.prefix.length) : value;
}

function hostPart(field: FormField, value: string): string {
  return field.format === "hostname" && isWebAddress(value) ? new URL(value).host : value;
}

function startsWith(value: string, prefix: string): boolean {
  return prefix !== "" && value.toLowerCase().startsWith(prefix.toLowerCase());
}

/** Returns one sentence that says what is wrong with a value. Null: it can be sent. */
export function checkValue(t: Texts, field: FormField, typed: string): string | null {
  const value = cleanValue(field, typed);
  if (value === "") {
    if (field.isOptional) return null;
    return t(field.choices.length > 0 ? "field_required_choice" : "field_required", { label: field.label });
  }
  if (value.length > (field.format === "pem" ? MAX_PEM_LENGTH : MAX_LENGTH)) return t("field_too_long");
  if (field.choices.length > 0) return field.choices.includes(value) ? null : t("field_not_a_choice");
  return checkFormat(t, field, value) ?? checkPattern(t, field, value);
}

/** Returns the error of each invalid field, by field id. Empty: the form can be sent. */
export function checkForm(t: Texts, fields: readonly FormField[], values: FormValues): Record<string, string> {
  const found = fields.map((field) => [field.id, checkValue(t, field, values[field.id] ?? "")] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

function checkFormat(t: Texts, field: FormField, value: string): string | null {
  switch (field.format) {
    case "hostname":
      return HOSTNAME.test(value) ? null : t("field_hostname", { example: field.example ?? "acme.example.com" });
    case "uri":
      return isWebAddress(value) ? null : t("field_url");
    case "email":
      return EMAIL.test(value) ? null : t("field_email");
    case "uuid":
      return UUID.test(value) ? null : t("field_uuid");
    default:
      return null;
  }
}

function checkPattern(t: Texts, field: FormField, value: string): string | null {
  if (!field.pattern) return null;
  const pattern = compile(field.pattern);
  if (!pattern || pattern.test(value)) return null;
  if (/\s/.test(value) && pattern.test(value.replace(/\s+/g, ""))) return t("field_whitespace");
  return field.example ? t("field_pattern_example", { example: field.example }) : t("field_pattern");
}

/** Returns null for a pattern that this browser can't compile. The server checks it. */
function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return compileLoose(pattern);
  }
}

/** Patterns written for other engines often escape more than unicode mode allows. */
function compileLoose(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}
