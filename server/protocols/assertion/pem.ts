const FRAME = /-----BEGIN ([A-Z ]+)-----([\s\S]+?)-----END \1-----/g;

/**
 * The blocks of a PEM file (RFC 7468), also when it was pasted on one line or with its line breaks written as `\n`.
 * @param label of the blocks to find. Absent: any.
 */
export function framedBlocks(text: string, label?: string): string[] {
  return [...text.replaceAll("\\n", "\n").matchAll(FRAME)]
    .filter(([, name]) => label === undefined || name === label)
    .map(([, name, inner = ""]) => {
      const lines = inner.replace(/\s+/g, "").match(/.{1,64}/g) ?? [];
      return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ""].join("\n");
    });
}
