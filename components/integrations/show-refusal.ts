import type { FieldPath, UseFormReturn } from "react-hook-form";
import { fieldAt, type IntegrationValues } from "./form-values";

interface Refusal {
  message: string;
  data?: { issues?: readonly { path: readonly string[]; message: string }[] } | null;
}

/** Puts the server's words beside the field they are about; what is about none goes to the foot of the form. */
export function showRefusal(form: UseFormReturn<IntegrationValues>, error: Refusal): void {
  const names = new Set(["unique_key", "display_name", "client.client_id", "client.client_secret", "client.scopes"]);
  for (const name of Object.keys(form.getValues("settings"))) names.add(`settings.${name}`);
  const issues = error.data?.issues ?? [];
  const placed = issues.filter(({ path, message }) => {
    // The wire's name of a taken key is another than its own field's.
    const field = path[0] === "uniqueKey" ? "unique_key" : fieldAt(path);
    if (names.has(field)) form.setError(field as FieldPath<IntegrationValues>, { message }, { shouldFocus: true });
    return names.has(field);
  });
  if (placed.length === 0) form.setError("root", { message: error.message });
}
