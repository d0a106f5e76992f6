// Measures the built app beside a floor in the same run: `npm run bench`. `--seconds 2` makes each round that long.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const at = process.argv.indexOf("--seconds");
  const { benchReadConnection } = await import("../bench/read-connection.mjs");
  const { benchLoadCatalog } = await import("../bench/load-catalog.mjs");
  await benchReadConnection({ say, seconds: at < 0 ? 5 : Number(process.argv[at + 1]) });
  await benchLoadCatalog({ say });
});
