import { describe, expect, it } from "vitest";
import { journeyCounts, vitestCounts } from "./counts";
import { summary } from "./summary";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});
const vitest = (...testResults: ReturnType<typeof file>[]) => ({ isGood: true, report: { testResults } });

describe("counting tests", () => {
  it("adds the passed, failed and skipped tests of all files", () => {
    const run = vitest(file("passed", "passed", "passed", "pending", "todo"), file("failed", "failed", "passed"));
    expect(vitestCounts(run)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it("counts a file that could not run as a failed test", () => {
    expect(vitestCounts(vitest(file("passed", "passed"), file("failed")))).toMatchObject({ passed: 1, failed: 1 });
  });

  it.each([
    ["crashed", { isGood: false, report: null }],
    ["left no report", { isGood: true, report: null }],
    ["ran nothing", vitest()],
    ["failed although every test passed", { ...vitest(file("passed", "passed")), isGood: false }],
  ])("counts a runner that %s as a failure", (_, run) => {
    expect(vitestCounts(run).failed).toBe(1);
    expect(journeyCounts({ ...run, report: null }).failed).toBe(1);
  });

  it("accepts a project without tests when a filter is used", () => {
    expect(vitestCounts({ ...vitest(), mayBeEmpty: true })).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it("counts a journey that passed on a retry as passed", () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(journeyCounts({ isGood: false, report: { stats } })).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });
});

describe("the last line", () => {
  const step = (passed: number, failed: number, skipped: number) => ({
    name: "step",
    seconds: 1,
    counts: { passed, failed, skipped },
  });
  const lastLine = (...results: ReturnType<typeof step>[]) => summary(results).text.trimEnd().split("\n").at(-1);

  it("adds all steps, and shows skipped tests only when there are any", () => {
    expect(lastLine(step(2, 0, 0), step(3, 1, 0))).toBe("5 passed, 1 failed");
    expect(lastLine(step(2, 0, 4))).toBe("2 passed, 0 failed, 4 skipped");
  });

  it("reports success only when something ran and nothing failed", () => {
    expect([summary([step(1, 0, 0)]), summary([step(1, 1, 0)]), summary([step(0, 0, 0)])].map((s) => s.isGood)).toEqual(
      [true, false, false],
    );
    expect(lastLine(step(0, 0, 0))).toBe("0 passed, 1 failed");
  });

  it("follows the reason why a part of the run was impossible, which counts as a failure", () => {
    const { text, isGood } = summary([step(2, 0, 0)], "The browser tests need a browser.");
    expect(text).toMatch(/\nThe browser tests need a browser\.\n2 passed, 1 failed\n$/);
    expect(isGood).toBe(false);
  });
});
