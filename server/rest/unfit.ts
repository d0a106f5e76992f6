import type { Issue } from "@/wire/errors";

/** No valid input is deeper, and code that recurses into deeper values could overflow the stack. */
const MAX_DEPTH = 64;

/** NUL characters and lone surrogates: valid in JSON, rejected by Postgres. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Whether Postgres can store a text. */
function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/**
 * Finds values that must not reach a schema: texts Postgres can't store, the name `__proto__`, deep nesting.
 *
 * @returns the first problem, or null.
 */
export function findUnfit(input: unknown): Issue | null {
  const stack: { value: unknown; path: string[] }[] = [{ value: input, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !isStorable(value)) {
      return { code: "custom", message: "This text contains a NUL character or a lone surrogate.", path };
    }
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= MAX_DEPTH)
      return { code: "custom", message: "This value is nested too deeply.", path: path.slice(0, 8) };
    for (const [key, inner] of Object.entries(value)) {
      if (key === "__proto__" || !isStorable(key))
        return { code: "custom", message: "This name is not allowed.", path };
      if (typeof inner === "string" || (typeof inner === "object" && inner !== null))
        stack.push({ value: inner, path: [...path, key] });
    }
  }
  return null;
}
