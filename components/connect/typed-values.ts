import type { FormField } from "./fields";
import type { TabStorage } from "./tab-storage";
import type { FormValues } from "./validate";

const KEY = "keyhold.connect.typed";

/** Returns the initial values of a form: what was typed before the redirect to the provider, else the defaults. */
export function initialValues(fields: readonly FormField[], integrationKey: string, storage: TabStorage): FormValues {
  const kept = new Map(readKept(storage.get(`${KEY}.${integrationKey}`)));
  return Object.fromEntries(fields.map((field) => [field.id, kept.get(keptName(field)) ?? field.initial]));
}

/** Stores the values that aren't secret, so that the form shows them again when the flow fails. */
export function keepValues(
  fields: readonly FormField[],
  integrationKey: string,
  values: FormValues,
  storage: TabStorage,
): void {
  const open = fields.filter((field) => !field.isSecret).map((field) => [keptName(field), values[field.id] ?? ""]);
  if (open.length > 0) storage.set(`${KEY}.${integrationKey}`, JSON.stringify(open));
}

/** Contains whether the field is secret: a field that became secret must not be filled from a plain-text value. */
function keptName(field: FormField): string {
  return `${field.isSecret ? "secret" : "open"}:${field.group}:${field.name}`;
}

function readKept(stored: string | null): [string, string][] {
  if (!stored) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? parsed.filter(isPair) : [];
  } catch {
    return []; // Not our format: use the defaults.
  }
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
