// Measures the built app and a floor in the same run: `npm run bench`. `--seconds 2` sets the length of a round. Names run
// only those benches: `npm run bench -- refresh`.
import { runMain } from "../scripts/lib/plain-error.mjs";
import { benchLoadCatalog } from "./load-catalog";
import { benchReadConnection } from "./read-connection";
import { benchRefresh } from "./refresh";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const at = process.argv.indexOf("--seconds");
const seconds = at < 0 ? 5 : Number(process.argv[at + 1]);

const BENCHES = {
  read: () => benchReadConnection({ say, seconds }),
  catalog: () => benchLoadCatalog({ say }),
  refresh: () => benchRefresh({ say }),
};

await runMain(async () => {
  const asked = Object.entries(BENCHES).filter(([name]) => process.argv.includes(name));
  for (const [, bench] of asked.length > 0 ? asked : Object.entries(BENCHES)) await bench();
  process.exit();
});
