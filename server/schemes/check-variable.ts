import type { Variable } from "@/providers/load";
import { message, type PlainMessage } from "@/wire/messages";

const LABEL = /^[a-z0-9]([a-z0-9_-]{0,61}[a-z0-9])?$/i;
const HOSTNAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const MAX_LENGTH = 500;

const KINDS: Record<Variable["kind"], { fits: (value: string) => boolean; problem: PlainMessage }> = {
  label: { fits: (value) => LABEL.test(value), problem: message("field.label") },
  hostname: { fits: (value) => HOSTNAME.test(value), problem: message("field.hostname") },
  url: { fits: isHttpsUrl, problem: message("field.url") },
  choice: { fits: () => true, problem: message("field.mismatch") },
  digits: { fits: (value) => /^\d+$/.test(value), problem: message("field.digits") },
  uuid: {
    fits: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
    problem: message("field.uuid"),
  },
  email: { fits: (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), problem: message("field.email") },
  text: { fits: () => true, problem: message("field.mismatch") },
};

function isHttpsUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return url.protocol === "https:" && !url.username && !url.password && HOSTNAME.test(url.hostname);
}

/** Returns what is wrong with a value for a provider's variable. Null: nothing. */
export function checkVariable(variable: Variable, value: string): PlainMessage | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the check is for control characters
  if (/[\u0000-\u001f\u007f]/.test(value)) return message("field.characters_refused");
  if (value.length > MAX_LENGTH) return message("field.too_long");
  const kind = KINDS[variable.kind];
  if (!kind.fits(value)) return kind.problem;
  if (variable.values && !variable.values.includes(value)) {
    return message("field.choice", { values: variable.values.join(", ") });
  }
  if (variable.pattern && !new RegExp(variable.pattern).test(value)) {
    return variable.example
      ? message("field.mismatch_example", { example: variable.example })
      : message("field.mismatch");
  }
  return null;
}
