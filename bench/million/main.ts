// Seeds 1,000,000 connections into a separate Postgres and measures every query: `npm run bench:seed`. `--connections N`
// seeds another number, `--keep` keeps the database for the next run, `--plans FILE` writes the query plans to a file.
import { parseArgs } from "node:util";
import { runMain } from "../../scripts/lib/plain-error.mjs";
import { benchMillion } from "./run";

await runMain(async () => {
  const { values } = parseArgs({
    options: { connections: { type: "string" }, keep: { type: "boolean" }, plans: { type: "string" } },
  });
  await benchMillion({
    say: (line: string) => void process.stdout.write(`${line}\n`),
    count: Number(values.connections ?? 1_000_000),
    isKept: values.keep ?? false,
    plansFile: values.plans,
  });
  process.exit();
});
