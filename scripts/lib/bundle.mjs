import { renameSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { PlainError } from "./plain-error.mjs";
import { ROOT } from "./root.mjs";

/**
 * Options that bundle an entry file into one module, without its packages.
 *
 * @satisfies {import("esbuild").BuildOptions}
 */
export const BUNDLE_OPTIONS = /** @type {const} */ ({
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  packages: "external",
  outExtension: { ".js": ".mjs" },
  logLevel: "error",
});

/**
 * Bundles one entry. Replaces the file atomically, because other processes may be reading it.
 *
 * @param {string} entry from the root of the checkout, as `outfile` is.
 * @param {string} outfile
 */
export async function bundle(entry, outfile) {
  const target = path.join(ROOT, outfile);
  const unfinished = `${target}.${process.pid}.mjs`;
  await build({ ...BUNDLE_OPTIONS, entryPoints: [entry], outfile: unfinished }).catch((cause) => {
    throw new PlainError(`${entry} couldn't be bundled. See the output above.`, { cause });
  });
  renameSync(unfinished, target);
}
