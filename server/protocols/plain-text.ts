const MAX_LENGTH = 500;

/** A provider's message, truncated, without control characters and lone surrogates, so it can be stored. Show it only as plain text. Null: none. */
export function plainText(value: unknown, maxLength: number = MAX_LENGTH): string | null {
  if (typeof value !== "string") return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  const visible = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  // The cut may split a surrogate pair, and JSON columns of Postgres reject half of one.
  return visible.slice(0, maxLength).replace(/\p{Surrogate}/gu, "\ufffd") || null;
}
