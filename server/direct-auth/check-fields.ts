import type { Credential, Provider } from "@/providers/load";
import { type Issue, ServiceError } from "@/server/core/errors";

/**
 * Says what is wrong with what was typed into one field. Null: nothing. Never repeats it: it may be a secret.
 * @param isHeader it is sent as it stands in a header, which carries Latin-1 only (RFC 9110 §5.5).
 */
function problemOf(field: Credential, value: string, isHeader: boolean): string | null {
  if (value === "") return field.optional || field.default !== undefined ? null : "This field is needed.";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(value))
    return "This value holds a line break or another character that cannot be used.";
  if (isHeader && /[^\0-\u00ff]/.test(value))
    return "This value holds a letter that cannot be sent. Copy it again, whole.";
  if (field.pattern && !new RegExp(field.pattern).test(value)) return "This does not look right. Copy it again, whole.";
  return null;
}

/**
 * Checks the form of a credential by the provider's own rules. A field the catalog does not name must be empty.
 * @throws ServiceError `invalid_connection` that names each refused field.
 */
export function checkFields(provider: Provider, values: Record<string, string>): void {
  const issues: Issue[] = [];
  const isHeader = provider.api.auth.in === "header";
  for (const [name, value] of Object.entries(values)) {
    const field = provider.credentials.find((known) => known.name === name);
    const problem = field
      ? problemOf(field, value, isHeader)
      : value && `${provider.name} takes no ${name}. Leave it empty.`;
    if (problem) issues.push({ code: "custom", message: problem, path: [name] });
  }
  if (issues.length > 0) throw new ServiceError("invalid_connection", issues[0]?.message ?? "", { issues });
}
