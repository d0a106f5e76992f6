/** The result of a check: the values it read, or the first problem. */
export type Verdict<T extends object = object> = ({ ok: true } & T) | { ok: false; reason: string };

/** A request as its server receives it, with the full URL including the host. */
export interface SeenRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

class Refusal extends Error {}

/** Fails the check. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Fails the check unless the fact is true. */
export function must(fact: unknown, reason: string): asserts fact {
  if (!fact) throw new Refusal(reason);
}

/** Runs a check. A refusal becomes the verdict's reason. Other errors are rethrown. */
export function judging<T extends object>(judge: () => T): Verdict<T> {
  try {
    return { ok: true, ...judge() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}
