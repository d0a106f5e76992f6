const MAX_LENGTH = 500;

/** A provider's words, cut short, without control characters and half characters: storable. Only ever shown as text. Null: no words. */
export function plainText(value: unknown, maxLength: number = MAX_LENGTH): string | null {
  if (typeof value !== "string") return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const visible = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  // The cut may go through a pair of surrogates; JSON columns of Postgres take no half of one.
  return visible.slice(0, maxLength).replace(/\p{Surrogate}/gu, "\ufffd") || null;
}
