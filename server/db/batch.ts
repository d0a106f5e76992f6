interface Waiting<T, R> {
  item: T;
  resolve(result: R): void;
  reject(error: unknown): void;
}

/**
 * Combines concurrent calls into batches: calls that arrive while a batch runs form the next one.
 * A failed batch is retried item by item, so that one bad item does not fail the others.
 *
 * @param run processes a batch and returns its results in the order of the items.
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
      // Waits for the other calls of this turn of the event loop.
      setImmediate(pump);
    });
}
