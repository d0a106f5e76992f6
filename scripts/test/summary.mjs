/**
 * The table at the end of a run. Its last line is `N passed, N failed`, with `, N skipped` when there are any.
 *
 * @param results `{ name, seconds, counts }` of each step; `seconds` is null for one that did not run.
 * @returns `{ text, isGood }`.
 */
export function summary(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) for (const kind in total) total[kind] += counts[kind];
  const isEmpty = total.passed === 0 && total.failed === 0;
  if (isEmpty) total.failed = 1;
  const lines = ["", ...results.map(lineOf), "", ...(isEmpty ? ["No test ran."] : []), words(total)];
  return { text: `${lines.join("\n")}\n`, isGood: total.failed === 0 };
}

function lineOf({ name, seconds, counts }) {
  if (seconds === null) return `  ${name.padEnd(10)} did not run`;
  const { passed, failed, skipped } = counts;
  const found = passed + failed + skipped > 0 ? words(counts) : "done";
  return `  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s   ${found}`;
}

function words({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
