import { describe, expect, it } from "vitest";
import { inBatches } from "./batch";

/** A `run` that records its batches and waits until the test lets it continue. */
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

describe("batching concurrent calls", () => {
  it("puts calls into one batch, and each caller gets its own result", async () => {
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

  it("waits while the allowed number of batches runs, then continues in batches of limited size", async () => {
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

  it("retries the items one by one when a batch fails, so only the bad one fails", async () => {
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
