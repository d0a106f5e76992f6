import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { loadProvider } from "./load";

/** The hue of a slug. The same slug always has the same hue. */
function hueOf(slug: string): number {
  let sum = 7;
  for (const letter of slug) sum = (sum * 31 + letter.charCodeAt(0)) % 360;
  return sum;
}

/** A letter on a colored tile, for providers without an icon. */
export function letterTile(slug: string, name: string): string {
  const letter = (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? "?").toUpperCase();
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" role="img"><rect width="48" height="48" rx="10" fill="hsl(${hueOf(slug)} 45% 42%)"/><text x="24" y="33" font-family="system-ui,sans-serif" font-size="25" font-weight="600" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
}

/** The logo of a provider as SVG. @returns null when the catalog has no such provider. */
export function logoSvg(slug: string): string | null {
  const provider = loadProvider(slug);
  if (!provider) return null;
  const file = path.join(process.cwd(), "providers/icons", `${provider.slug}.svg`);
  return existsSync(file) ? readFileSync(file, "utf8") : letterTile(provider.slug, provider.name);
}
