import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { authModeOf, SCHEME_FACTS } from "@/wire/schemes";
import { packIndex } from "../index-file";
import { type IndexEntry, Provider, ProviderTexts } from "../schema";
import { templateProblems } from "./checks";

type Json = Record<string, unknown>;

interface Built {
  entries: (Provider & { texts: ProviderTexts })[];
  problems: string[];
}

function readJson(file: string): Json {
  return JSON.parse(readFileSync(file, "utf8")) as Json;
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Merges an entry into its base entry: objects are merged, everything else is replaced. */
function overlay(base: Json, own: Json): Json {
  const merged: Json = { ...base };
  for (const [name, value] of Object.entries(own)) {
    const below = merged[name];
    merged[name] = isObject(below) && isObject(value) ? overlay(below, value) : value;
  }
  return merged;
}

function resolve(slug: string, files: Map<string, Json>, seen: string[] = []): Json {
  const raw = files.get(slug);
  if (!raw) throw new Error(`extends "${slug}", which is not in the catalog`);
  if (seen.includes(slug)) throw new Error(`extends itself through ${seen.join(", ")}`);
  const { extends: base, ...own } = raw;
  if (base === undefined) return own;
  return overlay(resolve(String(base), files, [...seen, slug]), own);
}

function textProblems(entry: Provider, texts: ProviderTexts): string[] {
  const asked = [...entry.variables.filter(({ from }) => from === undefined), ...entry.credentials, ...entry.settings];
  const missing = asked
    .filter(({ name }) => !texts.fields[name])
    .map(({ name }) => `fields.${name}: has no text in texts/en`);
  const needsGuide = SCHEME_FACTS[entry.scheme].needsGuide && texts.guide.length === 0;
  return needsGuide ? [...missing, "guide: an OAuth provider needs steps to register an app"] : missing;
}

function buildOne(
  root: string,
  slug: string,
  files: Map<string, Json>,
): { entry?: Built["entries"][number]; problems: string[] } {
  const raw = resolve(slug, files);
  const parsed = Provider.safeParse(raw);
  if (!parsed.success)
    return { problems: parsed.error.issues.map((issue) => `${issue.path.join(".") || "(file)"}: ${issue.message}`) };
  const problems = templateProblems(parsed.data);
  if (parsed.data.slug !== slug) problems.push(`slug: is "${parsed.data.slug}", but the file is named ${slug}.json`);
  const texts = ProviderTexts.safeParse(readJson(path.join(root, "texts/en", `${slug}.json`)));
  if (!texts.success)
    return {
      problems: [...problems, ...texts.error.issues.map((issue) => `texts ${issue.path.join(".")}: ${issue.message}`)],
    };
  problems.push(...textProblems(parsed.data, texts.data));
  const { $schema: _editor, ...entry } = parsed.data;
  return { entry: { ...entry, texts: texts.data } as Built["entries"][number], problems };
}

/** Reads, resolves and checks the catalog in a folder. Each problem has file, path and reason. */
export function buildCatalog(root: string): Built {
  const names = readdirSync(path.join(root, "catalog"))
    .filter((file) => file.endsWith(".json"))
    .sort();
  const built: Built = { entries: [], problems: [] };
  const files = new Map<string, Json>();
  for (const name of names) {
    try {
      files.set(name.slice(0, -".json".length), readJson(path.join(root, "catalog", name)));
    } catch (error) {
      built.problems.push(`catalog/${name}: ${error instanceof Error ? error.message : "cannot be read"}`);
    }
  }
  for (const slug of files.keys()) {
    try {
      const { entry, problems } = buildOne(root, slug, files);
      if (entry) built.entries.push(entry);
      built.problems.push(...problems.map((problem) => `catalog/${slug}.json: ${problem}`));
    } catch (error) {
      built.problems.push(`catalog/${slug}.json: ${error instanceof Error ? error.message : "cannot be read"}`);
    }
  }
  return built;
}

/** JSON in ASCII, which can be read several times as fast as UTF-8. */
function asciiJson(value: unknown): string {
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value).replace(/[^\0-\u007f]/g, escaped);
}

/** Writes the files that the product loads: the flat catalog, a small index and the union of slugs. */
export function writeCatalog(folder: string, { entries }: Built): void {
  mkdirSync(folder, { recursive: true });
  const byName = [...entries].sort((a, b) => a.name.localeCompare(b.name, "en"));
  const index: IndexEntry[] = byName.map((entry) => {
    const { slug, name, scheme, categories, popular } = entry;
    return { slug, name, scheme, authMode: authModeOf(entry), categories, popular: popular ?? null };
  });
  // One line per entry, starting with its slug, so that a process parses only the entries it uses.
  const lines = entries.map((entry) => `${entry.slug}\t${asciiJson(entry)}\n`);
  writeFileSync(path.join(folder, "catalog.tsv"), lines.join(""));
  writeFileSync(path.join(folder, "index.json"), asciiJson(packIndex(index)));
  const union = entries.map(({ slug }) => `  | "${slug}"`).join("\n");
  writeFileSync(
    path.join(folder, "slugs.ts"),
    `/** Every provider of this build's catalog. */\nexport type ProviderSlug =\n${union};\n`,
  );
}
