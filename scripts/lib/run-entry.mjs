import path from "node:path";
import { pathToFileURL } from "node:url";
import { stop } from "esbuild";
import { bundle } from "./bundle.mjs";
import { ROOT } from "./root.mjs";

/**
 * Bundles one of the repository's TypeScript programs and runs it in this process.
 *
 * @param {string} entry its file, from the root of the checkout.
 */
export async function runEntry(entry) {
  // Two folders deep, as the sources are: code that finds the checkout from its own place finds it from there too.
  const outfile = `dist/scripts/${entry.replace(/\.ts$/, "").replaceAll("/", "-")}.mjs`;
  await bundle(entry, outfile);
  // The compiler's process would run, and take memory, as long as this one does.
  await stop();
  await import(pathToFileURL(path.join(ROOT, outfile)).href);
}
