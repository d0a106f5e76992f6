/** Percent-encodes everything but unreserved characters, which `encodeURIComponent` leaves out five of (RFC 3986 §2.3). */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Orders names and values by their bytes once encoded, as signatures want them: encoded text is ASCII. */
export function byBytes(
  [name, value]: readonly [string, string],
  [otherName, otherValue]: readonly [string, string],
): number {
  if (name !== otherName) return name < otherName ? -1 : 1;
  return value === otherValue ? 0 : value < otherValue ? -1 : 1;
}
