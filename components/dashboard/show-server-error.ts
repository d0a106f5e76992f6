import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";

/** The part of an error that forms show. */
interface Refusal {
  message: string;
  data?: { issues?: readonly { path: readonly string[]; message: string }[] } | null;
}

/** Shows the server's messages at their fields. If no issue belongs to one of `fields`, shows the error below the form. */
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
