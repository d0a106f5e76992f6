import { describe, expect, it } from "vitest";
import { targetOf } from "./use-list-keys";

describe("moving through the list with the keyboard", () => {
  it.each([
    ["ArrowDown", -1, 3, 0],
    ["ArrowDown", 2, 3, 2],
    ["ArrowUp", 1, 3, 0],
    ["ArrowUp", 0, 3, -1],
    ["ArrowUp", -1, 3, null],
    ["Home", 2, 3, 0],
    ["End", 0, 3, 2],
    ["Home", -1, 3, null],
    ["ArrowDown", -1, 0, null],
    ["x", 1, 3, null],
  ])("%s at index %i of %i moves to %s", (key, at, count, target) => {
    expect(targetOf(key, at, count)).toBe(target);
  });
});
