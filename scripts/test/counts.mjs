/** What a step found: how many tests or checks passed, failed and were skipped. */
const counts = (passed, failed, skipped = 0) => ({ passed, failed, skipped });

/** A check is one, whatever it looks at. */
export const asCheck = ({ isGood }) => (isGood ? counts(1, 0) : counts(0, 1));

/** What only makes tests possible counts when it fails. */
export const asPreparation = ({ isGood }) => counts(0, isGood ? 0 : 1);

/**
 * Counts vitest's JSON report. A file that could not be run counts as one failed test.
 *
 * @param run `{ isGood, report, mayBeEmpty }`: exit code 0 or not, the report or null, whether running nothing is all right.
 */
export function vitestCounts(run) {
  const files = run.report?.testResults ?? [];
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const broken = files.filter(({ status, assertionResults: own }) => status === "failed" && !own.some(isFailed));
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failed = tests.filter(isFailed).length;
  return sceptical(run, counts(passed, failed + broken.length, tests.length - passed - failed));
}

const isFailed = ({ status }) => status === "failed";

/** Counts Playwright's JSON report. A journey that was walked twice and passed then has passed; its list names it as flaky. */
export function journeyCounts(run) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = run.report?.stats ?? {};
  return sceptical(run, counts(expected + flaky, unexpected, skipped));
}

/** A runner that crashed, left no report or ran nothing has failed, whatever it counted. */
function sceptical({ isGood, report, mayBeEmpty }, found) {
  const isBelievable = isGood && report && (found.passed > 0 || mayBeEmpty);
  return found.failed > 0 || isBelievable ? found : { ...found, failed: 1 };
}
