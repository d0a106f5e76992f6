// Seeds 1,000,000 connections into a Postgres of its own and measures every query: `npm run bench:seed`. `--connections N` seeds
// another number, `--keep` leaves the database for the next run, `--plans FILE` writes what Postgres did.
import { parseArgs } from "node:util";
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const { values } = parseArgs({
    options: { connections: { type: "string" }, keep: { type: "boolean" }, plans: { type: "string" } },
  });
  const { benchMillion } = await import("../bench/million/million.mjs");
  await benchMillion({
    say,
    count: Number(values.connections ?? 1_000_000),
    isKept: values.keep ?? false,
    plansFile: values.plans ?? null,
  });
  process.exit();
});
