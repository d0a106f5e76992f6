import { describe, expect, it } from "vitest";
import { isComplete, readSteps } from "./steps";

const nothing = { hasLabIntegration: false, hasSession: false, hasConnection: false, hasFetched: false };
const states = (progress: Partial<typeof nothing>) =>
  readSteps({ ...nothing, ...progress }).map(({ isDone, isCurrent }) =>
    isDone ? "done" : isCurrent ? "current" : "later",
  );

describe("the getting-started steps", () => {
  it("begin at the first", () => {
    expect(states({})).toEqual(["current", "later", "later", "later"]);
  });

  it("move on as things happen", () => {
    expect(states({ hasLabIntegration: true, hasSession: true })).toEqual(["done", "done", "current", "later"]);
  });

  it("count a step as done once a later one is", () => {
    expect(states({ hasConnection: true })).toEqual(["done", "done", "done", "current"]);
  });

  it("are complete with the last", () => {
    expect(isComplete({ ...nothing, hasConnection: true })).toBe(false);
    expect(isComplete({ ...nothing, hasFetched: true })).toBe(true);
  });
});
