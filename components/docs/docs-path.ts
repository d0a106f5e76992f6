const KIND_AND_NAME = /(?:^|\/)(guides|errors|decisions)\/([\w-]+)\.md$/;
/** A file directly in docs/, as a guide (`../glossary.md`) or another page (`../docs/glossary.md`) links to it. */
const TOP_LEVEL = /^(?:\.\.\/|(?:\.\.\/)?docs\/)([\w-]+)\.md$/;
const OTHER_GUIDE = /^(?:\.\/)?([\w-]+)\.md$/;

function pageOf(file: string): string | null {
  const [, kind, name] = KIND_AND_NAME.exec(file) ?? [];
  if (kind) return `${kind}/${name}`;
  const [, topLevel] = TOP_LEVEL.exec(file) ?? [];
  if (topLevel) return topLevel;
  const [, guide] = OTHER_GUIDE.exec(file) ?? [];
  return guide ? `guides/${guide}` : null;
}

/** The address on an instance for a link between files of `docs/`. Other addresses are returned unchanged. */
export function docsPath(href: string): string {
  const [file = "", anchor] = href.split("#");
  const page = pageOf(file);
  return page === null ? href : `/docs/${page}${anchor ? `#${anchor}` : ""}`;
}
