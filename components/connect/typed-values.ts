import type { FormField } from "./fields";
import type { TabStorage } from "./tab-storage";
import type { FormValues } from "./validate";

const KEY = "keyhold.connect.typed";

/** The values a form begins with: what was typed before the trip to the provider, else the defaults. */
export function initialValues(fields: readonly FormField[], integrationKey: string, storage: TabStorage): FormValues {
  const kept = new Map(readKept(storage.get(`${KEY}.${integrationKey}`)));
  return Object.fromEntries(fields.map((field) => [field.id, kept.get(keptName(field)) ?? field.initial]));
}

/** Keeps what is not secret, so that it stands there again when the person comes back without a connection. */
export function keepValues(
  fields: readonly FormField[],
  integrationKey: string,
  values: FormValues,
  storage: TabStorage,
): void {
  const open = fields.filter((field) => !field.isSecret).map((field) => [keptName(field), values[field.id] ?? ""]);
  if (open.length > 0) storage.set(`${KEY}.${integrationKey}`, JSON.stringify(open));
}

/** A field that has become secret since must not be filled from what was kept in the clear. */
function keptName(field: FormField): string {
  return `${field.isSecret ? "secret" : "open"}:${field.group}:${field.name}`;
}

function readKept(stored: string | null): [string, string][] {
  if (!stored) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    return Array.isArray(parsed) ? parsed.filter(isPair) : [];
  } catch {
    return []; // Not ours: begin with the defaults.
  }
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
