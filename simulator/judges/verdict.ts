/** What a judge says: right, with what it read, or the first thing that is wrong. */
export type Verdict<T extends object = object> = ({ ok: true } & T) | { ok: false; reason: string };

/** A request as the server it was meant for sees it: the address whole, the host in it too. */
export interface SeenRequest {
  method: string;
  url: URL;
  headers: Headers;
  body: string;
}

class Refusal extends Error {}

/** Ends a judgement. */
export function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Ends a judgement unless the fact is true. */
export function must(fact: unknown, reason: string): asserts fact {
  if (!fact) throw new Refusal(reason);
}

/** Runs a judgement: a refusal becomes its reason, any other error stays one. */
export function judging<T extends object>(judge: () => T): Verdict<T> {
  try {
    return { ok: true, ...judge() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}
