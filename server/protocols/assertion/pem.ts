const FRAME = /-----BEGIN ([A-Z ]+)-----([\s\S]+?)-----END \1-----/g;

/**
 * The blocks of a PEM file (RFC 7468) as they are meant: pasted into one line, or with its line breaks written as `\n`, it is
 * still the same file. @param label of the blocks that are looked for. Absent: of any.
 */
export function framedBlocks(text: string, label?: string): string[] {
  return [...text.replaceAll("\\n", "\n").matchAll(FRAME)]
    .filter(([, name]) => label === undefined || name === label)
    .map(([, name, inner = ""]) => {
      const lines = inner.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
      return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ""].join("\n");
    });
}
