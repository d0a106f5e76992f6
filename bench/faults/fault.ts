/** What became of one fault. */
export interface Verdict {
  /** What happened, in one line. */
  said: string;
  /** What must not have happened, one line each. Empty: all went as it must. */
  wrong: string[];
}

/** Notes how many rounds of a fault are done. */
export type Tick = (done: number, rounds: number) => void;

/** A kind of fault that is repeated. */
export interface Kills {
  kills: number;
  /** Of the random moments. */
  seed: number;
}
