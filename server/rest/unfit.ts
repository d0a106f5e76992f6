import type { Issue } from "@/wire/errors";

/** Deeper values are no real input; a walk down them could exhaust the stack of code that comes later. */
const MAX_DEPTH = 64;

/** NUL characters and halves of surrogate pairs: valid in JSON, refused by Postgres. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Tells whether a text can be stored as it is. */
function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/**
 * Looks for what no schema of ours should ever see: texts Postgres cannot hold, the name `__proto__`, endless nesting.
 *
 * @returns the first finding, or null.
 */
export function findUnfit(input: unknown): Issue | null {
  const stack: { value: unknown; path: string[] }[] = [{ value: input, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && !isStorable(value)) {
      return { code: "custom", message: "The text has a NUL character or half a character.", path };
    }
    if (typeof value !== "object" || value === null) continue;
    if (path.length >= MAX_DEPTH)
      return { code: "custom", message: "The value is nested too deeply.", path: path.slice(0, 8) };
    for (const [key, inner] of Object.entries(value)) {
      if (key === "__proto__" || !isStorable(key))
        return { code: "custom", message: "A key of this name is not allowed.", path };
      if (typeof inner === "string" || (typeof inner === "object" && inner !== null))
        stack.push({ value: inner, path: [...path, key] });
    }
  }
  return null;
}
