const TEXT: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const ATTRIBUTE: Record<string, string> = { ...TEXT, '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;" };

function checked(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: characters outside XML 1.0 §2.2 are what is refused
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u.test(text))
    throw new RangeError("A value holds a character that XML cannot carry");
  return text;
}

/** A text as element content, as canonical XML writes it. @throws RangeError for characters XML 1.0 has not. */
export function xmlText(text: string): string {
  return checked(text).replace(/[&<>\r]/g, (char) => TEXT[char] ?? char);
}

/** A text as the value of an attribute in double quotes, as canonical XML writes it. @throws as `xmlText`. */
export function xmlAttribute(text: string): string {
  return checked(text).replace(/[&<"\t\n\r]/g, (char) => ATTRIBUTE[char] ?? char);
}

/** A text as it may stand in either place. @throws as `xmlText`. */
export function xmlAnywhere(text: string): string {
  return checked(text)
    .replace(/[&<>"\t\n\r]/g, (char) => ATTRIBUTE[char] ?? char)
    .replaceAll("'", "&#39;");
}
