/** Percent-encodes all but the unreserved characters of RFC 3986 §2.3, over UTF-8, in upper-case hex. */
export function percent(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const sign = String.fromCharCode(byte);
      return /[A-Za-z0-9\-._~]/.test(sign) ? sign : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/** Decodes percent-encoding. Null: the text is not encoded correctly. */
export function unpercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Compares texts by their bytes, the order that signatures use. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Sorts pairs by name, then by value. */
export function sortedPairs(pairs: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...pairs].sort(([a, x], [b, y]) => byBytes(a, b) || byBytes(x, y));
}
