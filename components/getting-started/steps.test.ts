import { describe, expect, it } from "vitest";
import { isComplete, readSteps } from "./steps";

const nothing = { hasLabIntegration: false, hasSession: false, hasConnection: false, hasFetched: false };
const states = (progress: Partial<typeof nothing>) =>
  readSteps({ ...nothing, ...progress }).map(({ isDone, isCurrent }) =>
    isDone ? "done" : isCurrent ? "current" : "later",
  );

describe("the getting-started steps", () => {
  it("start with the first step", () => {
    expect(states({})).toEqual(["current", "later", "later", "later"]);
  });

  it("advance as steps are done", () => {
    expect(states({ hasLabIntegration: true, hasSession: true })).toEqual(["done", "done", "current", "later"]);
  });

  it("count a step as done once a later step is done", () => {
    expect(states({ hasConnection: true })).toEqual(["done", "done", "done", "current"]);
  });

  it("are complete once the last step is done", () => {
    expect(isComplete({ ...nothing, hasConnection: true })).toBe(false);
    expect(isComplete({ ...nothing, hasFetched: true })).toBe(true);
  });
});
