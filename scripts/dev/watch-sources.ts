import { watch } from "node:fs";
import path from "node:path";
import { build } from "../build/build";
import { GENERATE } from "../build/steps";
import { ROOT } from "../lib/root.mjs";

const QUIET_MS = 300;

interface WatchOptions {
  say(line: string): void;
  /** Called after each build. */
  onChange(): void;
}

/** Rebuilds the database client and the catalog when their sources change. @returns a function that stops watching. */
export function watchSources({ say, onChange }: WatchOptions): () => void {
  let timer: NodeJS.Timeout | undefined;
  const generate = async () => {
    try {
      if (await build(GENERATE, say)) onChange();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
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
