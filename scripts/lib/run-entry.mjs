import path from "node:path";
import { pathToFileURL } from "node:url";
import { stop } from "esbuild";
import { bundle } from "./bundle.mjs";
import { ROOT } from "./root.mjs";

/**
 * Bundles a TypeScript program of the repository and runs it in this process.
 *
 * @param {string} entry its file, from the root of the checkout.
 */
export async function runEntry(entry) {
  // Two folders deep, like the sources, so that code can find the checkout relative to its own path.
  const outfile = `dist/scripts/${entry.replace(/\.ts$/, "").replaceAll("/", "-")}.mjs`;
  await bundle(entry, outfile);
  // The compiler's process would use memory as long as this process runs.
  await stop();
  await import(pathToFileURL(path.join(ROOT, outfile)).href);
}
