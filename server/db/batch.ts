interface Waiting<T, R> {
  item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Puts what is asked at about the same time into one statement: what comes while one is under way goes together in the next.
 * A batch that fails is done again one by one, so that one bad item harms no other.
 *
 * @param run does a batch; the results stand in the order of the items.
 */
export function inBatches<T, R>(
  run: (items: T[]) => Promise<R[]>,
  { most, atOnce }: { most: number; atOnce: number },
): (item: T) => Promise<R> {
  const queue: Waiting<T, R>[] = [];
  let going = 0;

  async function runAll(batch: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as R);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await runAll([one]);
    }
  }

  function pump(): void {
    while (going < atOnce && queue.length > 0) {
      going += 1;
      void runAll(queue.splice(0, most)).finally(() => {
        going -= 1;
        pump();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // What else this turn of the event loop asks for goes along.
      setImmediate(pump);
    });
}
