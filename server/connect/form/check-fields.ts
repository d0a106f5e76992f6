import type { Credential, Provider } from "@/providers/load";
import { type FieldProblem, refuseFields } from "@/server/core/errors";
import { schemeOf } from "@/server/schemes";
import { message, type PlainMessage } from "@/wire/messages";

const MAX_LENGTH = 1024;
/** A certificate with its chain, or a key. */
const MAX_PEM_LENGTH = 32 * 1024;
/** Fields of the wire protocol's requests. An empty one counts as absent. */
const USUAL = new Set(["apiKey", "username", "password", "client_id", "client_secret"]);

/** Returns whether a value contains control characters, except the line breaks of a key file. */
function hasControlCharacters(field: Credential, value: string): boolean {
  const text = field.kind === "pem" ? value.replace(/[\r\n\t]/g, "") : value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the check is for control characters
  return /[\u0000-\u001f\u007f]/.test(text);
}

/**
 * Returns what is wrong with the value of one field. Null: nothing. The message never contains the value: it may be a secret.
 * @param isHeader the value is sent unchanged in a header, which can only contain Latin-1 (RFC 9110 §5.5).
 */
function problemOf(field: Credential, value: string, isHeader: boolean): PlainMessage | null {
  if (value === "") return field.optional || field.default !== undefined ? null : message("field.required");
  if (value.length > (field.kind === "pem" ? MAX_PEM_LENGTH : MAX_LENGTH)) return message("field.too_long");
  if (hasControlCharacters(field, value)) return message("field.characters_refused");
  if (isHeader && /[^\0-\u00ff]/.test(value)) return message("field.not_latin");
  if (field.pattern && !new RegExp(field.pattern).test(value)) return message("field.mismatch");
  if (field.split && value.split(field.split.by).length < field.split.into.length) {
    return message("field.separator_missing", { separator: field.split.by });
  }
  return null;
}

/** Removes the spaces around values, except around a password, which may begin or end with one. */
export function tidyFields(provider: Provider, fields: Record<string, string>): Record<string, string> {
  const isExact = (name: string) => name === "password" && provider.credentials.length > 1;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isExact(name) ? value : value.trim()]),
  );
}

/**
 * Checks the typed credentials by the catalog entry's rules. A field that isn't in the entry must be empty.
 * @throws ServiceError `invalid_connection` with each invalid field, `invalid_body` for a field that no form has.
 */
export function checkFields(provider: Provider, values: Record<string, string>): void {
  const problems: FieldProblem[] = [];
  let code: "invalid_connection" | "invalid_body" = "invalid_connection";
  const isHeader = provider.api.auth.in === "header" && schemeOf(provider).isSentAsTyped === true;
  const names = new Set([...Object.keys(values), ...provider.credentials.map(({ name }) => name)]);
  for (const name of names) {
    const field = provider.credentials.find((known) => known.name === name);
    const value = Object.hasOwn(values, name) ? (values[name] ?? "") : "";
    if (!field && !USUAL.has(name)) code = "invalid_body";
    const isUnknown = !field && (value !== "" || code === "invalid_body");
    const unknown = isUnknown ? message("field.unknown", { provider: provider.name, name }) : null;
    const problem = field ? problemOf(field, value, isHeader) : unknown;
    if (problem) problems.push({ message: problem, path: [name] });
  }
  refuseFields(code, problems);
}
