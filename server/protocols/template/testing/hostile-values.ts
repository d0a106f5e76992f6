/** Characters and texts that could end a part of a URL, start another, or be read in more than one way. */
const PIECES = [
  ...["/", "//", "\\", "\\\\", "/\\", "?", "??", "#", "@", ":", ":443", ":80@", "&", "=", ";", ",", "+", "%", "*"],
  ...[".", "..", "...", "../", "/..", "/../", "./", "/./", "..\\", "\\..\\", "%2e", "%2e%2e", ".%2e", "%2e%2e%2f"],
  ...["%2f", "%5c", "%3f", "%23", "%40", "%00", "%0d%0a", "%25", "%252e%252e", "%c0%ae%c0%ae", "%u002e", "%", "%zz"],
  ...["\0", "\t", "\n", "\r", "\r\n", " ", "\u00a0", "\u007f", "\u0085", "\u2028", "\u200b", "\ufeff", "\u00ad"],
  ...["\u3002", "\uff0e", "\uff61", "\u2024", "\uff0f", "\u2044", "\u2215", "\uff3c", "\uff1f", "\uff03", "\uff20"],
  ...["[", "]", "[::1]", "<", ">", '"', "'", "`", "{", "}", "|", "^", "$", "!", "(", ")", "~"],
  ...["{@self}", "{subdomain}", "b64(x)", "https://evil.example", "//evil.example", "javascript:alert(1)", "data:,x"],
  ...["evil.example/", "evil.example?", "evil.example#", "evil.example:443/", "user:pass@evil.example", "xn--e1awd7f"],
  ...["127.0.0.1", "0x7f.1", "2130706433", "169.254.169.254", "localhost", "é", "ſ", "K", "\u{1f511}", "а"],
];

/** More than 2,000 hostile values, each once. */
export const HOSTILE_VALUES: string[] = [
  ...new Set([
    "",
    "-",
    "_",
    "a".repeat(64),
    "\ud800",
    "\udc00x",
    ...PIECES.flatMap((piece) => [
      piece,
      `a${piece}`,
      `${piece}a`,
      `a${piece}a`,
      `acme${piece}evil.example`,
      `evil.example${piece}acme`,
      `${piece}${piece}`,
      encodeURIComponent(piece),
    ]),
    // Pairs, which may do what neither piece does alone.
    ...PIECES.flatMap((piece, index) =>
      [1, 3, 5, 7, 11, 13, 17, 19, 23, 31, 41, 53, 61, 71, 83, 97].map(
        (step) => piece + PIECES[(index + step) % PIECES.length],
      ),
    ),
  ]),
];
