// Checks everything: `npm test`; `--quick` (`npm run verify`) leaves out database, browser and build.
// `npm test -- connections` runs only the tests whose file names contain the word.
import { checkNode } from "./lib/node-version.mjs";
import { runMain } from "./lib/plain-error.mjs";

checkNode();
await runMain(async () => {
  const { installMissing } = await import("./lib/install.mjs");
  await installMissing({ say: (line) => process.stdout.write(`${line}\n`) });
  const [{ steps }, { runSteps }, { summary }] = await Promise.all([
    import("./test/steps.mjs"),
    import("./test/run-steps.mjs"),
    import("./test/summary.mjs"),
  ]);
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith("-"));
  const results = await runSteps(steps({ isQuick: args.includes("--quick"), names }));
  const { text, isGood } = summary(results);
  process.stdout.write(text);
  process.exitCode = isGood ? 0 : 1;
});
