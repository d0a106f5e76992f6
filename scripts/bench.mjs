// Measures the built app beside a floor in the same run: `npm run bench`. `--seconds 2` makes each round that long; names run
// only those: `npm run bench -- refresh`.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const at = process.argv.indexOf("--seconds");
  const seconds = at < 0 ? 5 : Number(process.argv[at + 1]);
  const { benchReadConnection } = await import("../bench/read-connection.mjs");
  const { benchLoadCatalog } = await import("../bench/load-catalog.mjs");
  const { benchRefresh } = await import("../bench/refresh.mjs");
  const benches = {
    read: () => benchReadConnection({ say, seconds }),
    catalog: () => benchLoadCatalog({ say }),
    refresh: () => benchRefresh({ say }),
  };
  const only = Object.keys(benches).filter((name) => process.argv.includes(name));
  for (const name of only.length > 0 ? only : Object.keys(benches)) await benches[name]();
  process.exit();
});
