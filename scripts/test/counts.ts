/** The result of a step: how many tests or checks passed, failed and were skipped. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The parts of the JSON reports of vitest (`testResults`) and Playwright (`stats`) that are read. */
export interface Report {
  testResults?: { status: string; assertionResults: { status: string }[] }[];
  stats?: Partial<Record<"expected" | "unexpected" | "flaky" | "skipped", number>>;
}

/** The result of a step's commands. */
export interface StepRun {
  /** Whether all exit codes were 0. */
  isGood: boolean;
  /** Null when the runner left no report. */
  report: Report | null;
  /** Whether a run without tests is not a failure. */
  mayBeEmpty?: boolean;
}

const counts = (passed: number, failed: number, skipped = 0): Counts => ({ passed, failed, skipped });

/** A check counts as one test. */
export const asCheck = ({ isGood }: StepRun): Counts => (isGood ? counts(1, 0) : counts(0, 1));

/** A preparation counts only when it fails. */
export const asPreparation = ({ isGood }: StepRun): Counts => counts(0, isGood ? 0 : 1);

/** Counts vitest's JSON report. A file that could not run counts as one failed test. */
export function vitestCounts(run: StepRun): Counts {
  const files = run.report?.testResults ?? [];
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const broken = files.filter(({ status, assertionResults: own }) => status === "failed" && !own.some(isFailed));
  const passed = tests.filter(({ status }) => status === "passed").length;
  const failed = tests.filter(isFailed).length;
  return sceptical(run, counts(passed, failed + broken.length, tests.length - passed - failed));
}

const isFailed = ({ status }: { status: string }) => status === "failed";

/** Counts Playwright's JSON report. A journey that passed only on a retry, which Playwright lists as flaky, counts as passed. */
export function journeyCounts(run: StepRun): Counts {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = run.report?.stats ?? {};
  return sceptical(run, counts(expected + flaky, unexpected, skipped));
}

/** A runner that crashed, wrote no report or ran nothing has failed, whatever it counted. */
function sceptical({ isGood, report, mayBeEmpty }: StepRun, found: Counts): Counts {
  const isBelievable = isGood && report && (found.passed > 0 || mayBeEmpty);
  return found.failed > 0 || isBelievable ? found : { ...found, failed: 1 };
}
