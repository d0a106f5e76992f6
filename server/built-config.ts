import { readFileSync } from "node:fs";
import path from "node:path";

const BUILT_FILES = ".next/required-server-files.json";

/**
 * Gives Next the configuration that the last build wrote, the way Next's own standalone server does. Next then skips
 * `next.config.ts`: to read it, Next loads its compiler, which takes more memory than the REST API (docs/decisions/0007).
 *
 * Call it before the first `import("next")`. It sets a variable of this process, because Next looks nowhere else.
 *
 * @param dir the folder that contains `.next`.
 * @returns false when the build left no configuration. Next then loads `next.config.ts`, also when a later version of Next
 *   ignores the variable.
 * @throws SyntaxError the build's file is damaged: build again.
 * @see https://github.com/vercel/next.js/pull/72966
 */
export function handOverBuiltConfig(dir: string): boolean {
  const config = readBuiltConfig(dir);
  if (config === undefined) return false;
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  return true;
}

function readBuiltConfig(dir: string): unknown {
  try {
    const built: { config?: unknown } = JSON.parse(readFileSync(path.join(dir, BUILT_FILES), "utf8"));
    return built.config;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
}
