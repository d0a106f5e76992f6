import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildCatalog, writeCatalog } from "./index";
import { fileSchema } from "./json-schema";

const root = path.resolve(process.cwd(), "providers");
const built = buildCatalog(root);
if (built.problems.length > 0) {
  for (const problem of built.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
} else {
  writeCatalog(path.join(root, "generated"), built);
  // Next to the catalog, where the `$schema` of its files points.
  writeFileSync(path.join(root, "schema.json"), `${JSON.stringify(fileSchema(), null, 2)}\n`);
  process.stdout.write(`Catalog: ${built.entries.length} providers\n`);
}
