/** Returns the value at a dotted path. Only own properties count, so a response can't reach a prototype. */
export function valueAt(answer: unknown, path: string): unknown {
  let value: unknown = answer;
  for (const name of path.split(".")) {
    if (value === null || typeof value !== "object" || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
