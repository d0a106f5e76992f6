/** The result of one fault. */
export interface Verdict {
  /** What happened, in one line. */
  said: string;
  /** What went wrong, one line each. Empty: nothing. */
  wrong: string[];
}

/** Reports how many rounds of a fault are done. */
export type Tick = (done: number, rounds: number) => void;

/** A fault that is repeated. */
export interface Kills {
  kills: number;
  /** Seed of the random moments. */
  seed: number;
}
