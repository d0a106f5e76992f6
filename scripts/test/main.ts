// Runs all checks: `npm test`. `--quick` (`npm run verify`) leaves out the database, the browser and the build.
// `npm test -- connections` runs only the tests whose file names contain the word.
import { prepareBrowser } from "../browser/prepare";
import { runMain } from "../lib/plain-error.mjs";
import { runSteps } from "./run-steps";
import { hasJourneys, steps } from "./steps";
import { summary } from "./summary";

await runMain(async () => {
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith("-"));
  const asked = { isQuick: args.includes("--quick"), names };
  const say = (line: string) => process.stdout.write(`${line}\n`);
  // Installs the browser before anything runs. Without a browser, the other tests still run.
  const problem = hasJourneys(asked) ? await prepareBrowser(say) : null;
  const { text, isGood } = summary(await runSteps(steps({ ...asked, hasBrowser: problem === null })), problem);
  process.stdout.write(text);
  process.exitCode = isGood ? 0 : 1;
});
