// Checks everything: `npm test`; `--quick` (`npm run verify`) leaves out database, browser and build.
// `npm test -- connections` runs only the tests whose file names contain the word.
import { runMain } from "../lib/plain-error.mjs";
import { runSteps } from "./run-steps";
import { steps } from "./steps";
import { summary } from "./summary";

await runMain(async () => {
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith("-"));
  const results = await runSteps(steps({ isQuick: args.includes("--quick"), names }));
  const { text, isGood } = summary(results);
  process.stdout.write(text);
  process.exitCode = isGood ? 0 : 1;
});
