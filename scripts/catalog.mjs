// Checks the provider catalog and writes providers/generated. Problems are printed one a line; exit code 1 then.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const root = path.resolve(import.meta.dirname, "..");
const outfile = path.join(root, "dist/catalog.mjs");
mkdirSync(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.join(root, "providers/build/main.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, [outfile], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
