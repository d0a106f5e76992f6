/** Abbreviations to write in capitals. */
const CAPITALS = new Set(["crm", "erp", "hr", "ats", "ai", "lms", "iot"]);

/** Returns the label of a category slug, such as `dev-tools` → `Dev tools`. */
export function categoryLabel(slug: string): string {
  const words = slug.split("-").map((word) => (CAPITALS.has(word) ? word.toUpperCase() : word));
  return words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
}
