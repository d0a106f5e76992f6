/** Encodes the cursor of the page after the row with this number. It is opaque to callers. */
export function encodeCursor(number: number): string {
  return Buffer.from(`n${number}`).toString("base64url");
}

/** Decodes a cursor. @returns null when it is not one of ours. */
export function decodeCursor(cursor: string): number | null {
  const match = /^n(\d{1,10})$/.exec(Buffer.from(cursor, "base64url").toString());
  return match ? Number(match[1]) : null;
}

/** Splits `limit + 1` rows into a page and the cursor of the next one. */
export function cutPage<T extends { number: number }>(
  rows: T[],
  limit: number,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(last.number) : null };
}
