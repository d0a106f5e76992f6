// Breaks Keyhold on purpose, with real processes and signals, and checks the result against a provider's ledger:
// `npm run faults`. `--short` takes a few minutes. Names run only those faults: `npm run faults -- herd workers`.
import { runMain } from "../../scripts/lib/plain-error.mjs";
import { runFaults } from "./run";

await runMain(async () => {
  const args = process.argv.slice(2);
  const only = args.filter((argument) => !argument.startsWith("-"));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (!(await runFaults({ say, isShort: args.includes("--short"), only }))) process.exitCode = 1;
  process.exit();
});
