import { describe, expect, it } from "vitest";
import { inBatches } from "./batch";

/** A run that notes its batches and goes on when told to. */
function heldRun() {
  const batches: number[][] = [];
  const release: (() => void)[] = [];
  const run = async (items: number[]): Promise<number[]> => {
    batches.push(items);
    await new Promise<void>((resolve) => release.push(resolve));
    return items.map((item) => item * 10);
  };
  return { batches, release, run };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("what is asked at about the same time", () => {
  it("goes together, and each asker gets the result of its own", async () => {
    const batches: number[][] = [];
    const ask = inBatches(
      async (items: number[]) => {
        batches.push(items);
        return items.map((item) => item * 10);
      },
      { most: 50, atOnce: 1 },
    );
    expect(await Promise.all([1, 2, 3].map(ask))).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it("waits while as many batches as allowed are under way, then goes in batches of at most so many", async () => {
    const { batches, release, run } = heldRun();
    const ask = inBatches(run, { most: 2, atOnce: 1 });
    const answers = [ask(1)];
    await turn();
    answers.push(ask(2), ask(3), ask(4));
    await turn();
    expect(batches).toEqual([[1]]);
    for (let next = 0; next < 3; next += 1) {
      release[next]?.();
      await turn();
      await turn();
    }
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40]);
    expect(batches).toEqual([[1], [2, 3], [4]]);
  });

  it("is done one by one when the batch fails: only the bad one is refused", async () => {
    const ask = inBatches(
      async (items: number[]) => {
        if (items.includes(2)) throw new Error("2 is bad");
        return items;
      },
      { most: 50, atOnce: 1 },
    );
    const settled = await Promise.allSettled([1, 2, 3].map(ask));
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await ask(4)).toBe(4);
  });
});
