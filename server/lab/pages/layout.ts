import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { STYLE } from "./style";

export type Html = ReturnType<typeof html>;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");
const FLASK = raw(
  '<svg viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M10 2v6.5L4.6 18a2.6 2.6 0 0 0 2.3 4h10.2a2.6 2.6 0 0 0 2.3-4L14 8.5V2"/><path d="M8.5 2h7"/><path d="M7.2 15h9.6"/></svg>',
);

/**
 * Headers of the lab's pages: no scripts, no third parties, no frames. `form-action` allows this instance's public URL,
 * because browsers also apply it to redirects, and the redirect back to the app ends there.
 */
export function pageHeaders(publicUrl: string): Record<string, string> {
  const formTargets = `'self' ${new URL(publicUrl).origin}`;
  return {
    "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${formTargets}; base-uri 'none'; frame-ancestors 'none'`,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
}

/** One page of the lab. */
export function layout(page: { title: string; body: Html; isWide?: boolean }): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Provider lab</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<main class="${page.isWide ? "wide" : "card"}">
<p class="brand">${FLASK}<span>Provider lab</span></p>
${page.body}
</main>
<footer>A test provider inside Keyhold. It has no real accounts.</footer>
</body>
</html>`;
}
