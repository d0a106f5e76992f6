// Breaks Keyhold on purpose, with real processes, signals and a provider whose ledger is the truth: `npm run faults`.
// `--short` takes two minutes; names run only those faults: `npm run faults -- herd workers`.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const say = (line) => process.stdout.write(`${line}\n`);
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say });
  const { runFaults } = await import("../bench/faults/run.mjs");
  const args = process.argv.slice(2);
  const only = args.filter((argument) => !argument.startsWith("-"));
  if (!(await runFaults({ say, isShort: args.includes("--short"), only }))) process.exitCode = 1;
  process.exit();
});
