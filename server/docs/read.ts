import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The kinds of pages under docs/ that an instance shows. `pages` are the files directly in docs/. */
export type DocKind = "pages" | "guides" | "errors" | "decisions";

/** A page of the documentation. */
export interface DocPage {
  name: string;
  title: string;
  /** Markdown without its title. */
  text: string;
}

const DOCS = path.join(process.cwd(), "docs");
const ENDING = ".md";

function folderOf(kind: DocKind): string {
  return kind === "pages" ? DOCS : path.join(DOCS, kind);
}

function toPage(name: string, text: string): DocPage {
  const [first = "", ...rest] = text.split("\n");
  return { name, title: first.replace(/^#\s*/, ""), text: rest.join("\n") };
}

/** The names of all pages of a kind, in alphabetical order. */
export async function listDocs(kind: DocKind): Promise<string[]> {
  const files = await readdir(folderOf(kind));
  return files
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/** One page. @returns null if no page has this name. The name is looked up in the list, never joined to a path. */
export async function readDoc(kind: DocKind, name: string): Promise<DocPage | null> {
  const known = (await listDocs(kind)).find((each) => each === name);
  return known === undefined ? null : toPage(known, await readFile(path.join(folderOf(kind), known + ENDING), "utf8"));
}

/** All pages of a kind. */
export async function readDocs(kind: DocKind): Promise<DocPage[]> {
  const names = await listDocs(kind);
  return (await Promise.all(names.map((name) => readDoc(kind, name)))).flatMap((page) => page ?? []);
}
