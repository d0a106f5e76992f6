import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";

/** What a refused call says, as far as forms need it. */
interface Refusal {
  message: string;
  data?: { issues?: readonly { path: readonly string[]; message: string }[] } | null;
}

/** Puts the server's words beside the field they are about; what is about none of the named fields goes to the foot of the form. */
export function showServerError<T extends FieldValues, O>(
  form: UseFormReturn<T, unknown, O>,
  error: Refusal,
  fields: readonly FieldPath<T>[],
): void {
  const issues = error.data?.issues ?? [];
  const placed = issues.filter(({ path, message }) => {
    const field = fields.find((name) => name === path.join("."));
    if (field) form.setError(field, { message }, { shouldFocus: true });
    return field !== undefined;
  });
  if (placed.length === 0) form.setError("root", { message: error.message });
}
