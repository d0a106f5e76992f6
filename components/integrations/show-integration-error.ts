import type { FieldPath, UseFormReturn } from "react-hook-form";
import { fieldAt, type IntegrationValues } from "./form-values";

interface Refusal {
  message: string;
  data?: { issues?: readonly { path: readonly string[]; message: string }[] } | null;
}

/** Shows the server's messages at their fields. If no issue belongs to a field, shows the error below the form. */
export function showIntegrationError(form: UseFormReturn<IntegrationValues>, error: Refusal): void {
  const names = new Set(["unique_key", "display_name", "client.client_id", "client.client_secret", "client.scopes"]);
  for (const name of Object.keys(form.getValues("settings"))) names.add(`settings.${name}`);
  const issues = error.data?.issues ?? [];
  const placed = issues.filter(({ path, message }) => {
    // For a taken key, the API reports `uniqueKey`, but the form field is `unique_key`.
    const field = path[0] === "uniqueKey" ? "unique_key" : fieldAt(path);
    if (names.has(field)) form.setError(field as FieldPath<IntegrationValues>, { message }, { shouldFocus: true });
    return names.has(field);
  });
  if (placed.length === 0) form.setError("root", { message: error.message });
}
