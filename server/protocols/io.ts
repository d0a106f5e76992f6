/** What a protocol needs from outside: a way to call, and a clock. */
export interface Io {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Epoch milliseconds. */
  now(): number;
}
