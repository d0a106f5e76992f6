import type { ApiError } from "./api-error";
import type { FormField } from "./fields";
import { isFinal, type ProblemCode, toProblemCode } from "./problems";

/** Where an error is shown: on its own screen, at the fields it's about, or above the button. */
export type PlacedError =
  | { at: "screen"; code: ProblemCode }
  | { at: "fields"; messages: Record<string, string> }
  | { at: "form"; code: ProblemCode; message: string };

/** Codes that mean the provider rejected the credentials. */
const ABOUT_CREDENTIALS = new Set(["connection_test_failed", "invalid_credentials"]);

/** Decides where to show the server's error. Only an error after which the form can't be sent replaces the form. */
export function placeError(error: ApiError, fields: readonly FormField[]): PlacedError {
  const code = toProblemCode(error.code);
  const messages = atFields(error, fields);
  if (Object.keys(messages).length > 0) return { at: "fields", messages };
  if (isFinal(code)) return { at: "screen", code };
  const credential = credentialField(fields);
  if (ABOUT_CREDENTIALS.has(error.code) && credential && error.message) {
    return { at: "fields", messages: { [credential.id]: error.message } };
  }
  return { at: "form", code, message: error.message };
}

function atFields(error: ApiError, fields: readonly FormField[]): Record<string, string> {
  const placed = error.issues.flatMap(({ path, message }) => {
    const name = path.at(-1);
    const group = path.includes("params") || path.includes("connection_config") ? "params" : null;
    const field = fields.find((each) => each.name === name && (group === null || each.group === group));
    return field && message ? [[field.id, message] as const] : [];
  });
  return Object.fromEntries(placed);
}

/** The field at which rejected credentials are reported: the last secret one, such as the password. */
function credentialField(fields: readonly FormField[]): FormField | undefined {
  const credentials = fields.filter((field) => field.group === "credentials");
  return credentials.findLast((field) => field.isSecret) ?? credentials.at(-1);
}
