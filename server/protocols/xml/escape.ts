const TEXT: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const ATTRIBUTE: Record<string, string> = { ...TEXT, '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;" };

function checked(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: characters outside XML 1.0 §2.2 are what is refused
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(text))
    throw new RangeError("A value has a character that XML does not allow");
  return text;
}

/** Escapes a text as element content in canonical XML. @throws RangeError for characters that XML 1.0 does not allow. */
export function xmlText(text: string): string {
  return checked(text).replace(/[&<>\r]/g, (char) => TEXT[char] ?? char);
}

/** Escapes a text as a double-quoted attribute value in canonical XML. @throws as `xmlText`. */
export function xmlAttribute(text: string): string {
  return checked(text).replace(/[&<"\t\n\r]/g, (char) => ATTRIBUTE[char] ?? char);
}

/** Escapes a text for either place. @throws as `xmlText`. */
export function xmlAnywhere(text: string): string {
  return checked(text)
    .replace(/[&<>"\t\n\r]/g, (char) => ATTRIBUTE[char] ?? char)
    .replaceAll("'", "&#39;");
}
