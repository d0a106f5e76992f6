// Runs Keyhold and rebuilds as you type: pages and REST API by `next dev`, the worker by esbuild. Ctrl-C stops it.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const { dev } = await import("./dev/run.mjs");
  await dev(say);
});
