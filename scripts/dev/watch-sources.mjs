import { watch } from "node:fs";
import path from "node:path";
import { build } from "../build/build.mjs";
import { GENERATE } from "../build/steps.mjs";
import { ROOT } from "../lib/root.mjs";

const QUIET_MS = 300;

/**
 * Makes the database client and the catalog anew when their sources change.
 *
 * @param onChange called afterwards.
 * @returns a function that ends the watch.
 */
export function watchSources({ say, onChange }) {
  let timer;
  const generate = async () => {
    try {
      if (await build(GENERATE, say)) onChange();
    } catch (error) {
      say(error.message);
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void generate(), QUIET_MS);
  };
  const watchers = ["prisma/schema", "providers"].map((folder) =>
    watch(path.join(ROOT, folder), { recursive: true }, later),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
