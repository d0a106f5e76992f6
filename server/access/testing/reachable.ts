import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const IMPORT = /import \{([^}]+)\} from "@\/(server\/[^"]+)";/g;
/** Folders without verbs. */
const FOUNDATION = /^server\/(access|core|db|crypto|net)\b/;

/** A function that an adapter imports from a feature. */
export interface Reachable {
  name: string;
  permission: string | undefined;
}

/** The feature functions that the files of an adapter folder import, found in their import lines. */
export async function reachableFunctions(folder: string): Promise<Reachable[]> {
  const files = readdirSync(path.join(ROOT, folder)).filter((file) => !file.endsWith(".test.ts"));
  const text = files.map((file) => readFileSync(path.join(ROOT, folder, file), "utf8")).join("\n");
  const found = [...text.matchAll(IMPORT)].filter(([, , module = ""]) => !FOUNDATION.test(module));
  const lists = await Promise.all(found.map(([, names = "", module = ""]) => functionsOf(module, names)));
  return lists.flat();
}

async function functionsOf(module: string, names: string): Promise<Reachable[]> {
  const exports: Record<string, unknown> = await import(path.join(ROOT, `${module}.ts`)).catch(
    () => import(path.join(ROOT, module, "index.ts")),
  );
  return names.split(",").flatMap((part) => {
    const name = part.trim().split(" as ")[0] ?? "";
    const value = exports[name];
    return typeof value === "function" ? [{ name, permission: (value as { permission?: string }).permission }] : [];
  });
}
