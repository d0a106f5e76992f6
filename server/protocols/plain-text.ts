const MAX_LENGTH = 500;

/** A provider's words without control characters, cut short. Only ever shown as text. Null: no words. */
export function plainText(value: unknown): string | null {
  if (typeof value !== "string") return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").slice(0, MAX_LENGTH) || null;
}
