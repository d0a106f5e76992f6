import type { Counts } from "./counts";

/** The result of one step. */
export interface Result {
  name: string;
  /** Null: the step did not run. */
  seconds: number | null;
  counts: Counts;
}

/**
 * Returns the table at the end of a run. Its last line is `N passed, N failed`, with `, N skipped` when there are any.
 *
 * @param problem why a part of the run was impossible, and what to do. It counts as a failure.
 * @returns `isGood`: whether something ran and nothing failed.
 */
export function summary(results: readonly Result[], problem: string | null = null): { text: string; isGood: boolean } {
  const sum = (kind: keyof Counts) => results.reduce((total, { counts }) => total + counts[kind], 0);
  const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  const isEmpty = total.passed === 0 && total.failed === 0;
  if (isEmpty || problem !== null) total.failed += 1;
  const notes = [...(isEmpty ? ["No test ran."] : []), ...(problem === null ? [] : [problem])];
  const lines = ["", ...results.map(lineOf), "", ...notes, words(total)];
  return { text: `${lines.join("\n")}\n`, isGood: total.failed === 0 };
}

function lineOf({ name, seconds, counts }: Result): string {
  if (seconds === null) return `  ${name.padEnd(10)} did not run`;
  const { passed, failed, skipped } = counts;
  const found = passed + failed + skipped > 0 ? words(counts) : "done";
  return `  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s   ${found}`;
}

function words({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
