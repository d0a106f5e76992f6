/** A clock that stands still until it is told to go on, and then jumps from one event to the next. */
export class VirtualTime {
  private queue: { at: number; order: number; run: () => void }[] = [];
  private order = 0;
  ms = 0;

  /** Now, as a date. */
  get date(): Date {
    return new Date(this.ms);
  }

  /** Resolves after this much of virtual time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.ms + ms, resolve));
  }

  /** Runs something at a time. */
  at(at: number, run: () => void): void {
    this.order += 1;
    const entry = { at: Math.max(at, this.ms), order: this.order, run };
    let low = 0;
    let high = this.queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.queue[middle];
      if (other && (other.at < entry.at || (other.at === entry.at && other.order < entry.order))) low = middle + 1;
      else high = middle;
    }
    this.queue.splice(low, 0, entry);
  }

  /** Lets time pass: every event until then happens, in order, and everything that follows from each. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settled();
    for (let next = this.queue[0]; next && next.at <= end; next = this.queue[0]) {
      this.queue.shift();
      this.ms = next.at;
      next.run();
      await settled();
    }
    this.ms = end;
  }
}

/** Lets all promises that can go on do so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
