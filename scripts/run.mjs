// Runs one of the repository's own TypeScript programs: `node scripts/run.mjs bench/main.ts --seconds 2`.
// Installs the packages first when they are missing, so this file and what it imports at once are plain JavaScript.
import path from "node:path";
import { installMissing } from "./lib/install.mjs";
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";
import { ROOT } from "./lib/root.mjs";

checkNode();
await runMain(async () => {
  const [entry = ""] = process.argv.splice(2, 1);
  await installMissing({ say: (line) => process.stdout.write(`${line}\n`) });
  const { bundle } = await import("./lib/bundle.mjs");
  // Two folders deep, as the sources are: what finds the checkout from its own place finds it from there too.
  const outfile = `dist/scripts/${entry.replace(/\.ts$/, "").replaceAll("/", "-")}.mjs`;
  await bundle(entry, outfile);
  await import(path.join(ROOT, outfile));
});
