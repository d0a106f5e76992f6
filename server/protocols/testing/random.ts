/** Numbers that look random and are the same in every run. */
export interface Random {
  /** A whole number from 0 to one below the limit. */
  below(limit: number): number;
  of<T>(choices: readonly T[]): T;
}

/** Makes a source of them (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, of: <T>(choices: readonly T[]) => choices[below(choices.length)] as T };
}
