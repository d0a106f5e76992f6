import path from "node:path";
import { buildCatalog, writeCatalog } from "./build";

const root = path.resolve(process.cwd(), "providers");
const built = buildCatalog(root);
if (built.problems.length > 0) {
  for (const problem of built.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
} else {
  writeCatalog(path.join(root, "generated"), built);
  process.stdout.write(`Catalog: ${built.entries.length} providers\n`);
}
