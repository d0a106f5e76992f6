/** Where a link between the files of `docs/` leads on an instance; other addresses stay as they are. */
export function docsPath(href: string): string {
  const [file = "", anchor] = href.split("#");
  const match = /(?:^|\/)(guides|errors)\/([\w-]+)\.md$/.exec(file) ?? /^(?:\.\/)?()([\w-]+)\.md$/.exec(file);
  if (!match) return href;
  return `/docs/${match[1] || "guides"}/${match[2]}${anchor ? `#${anchor}` : ""}`;
}
