/** A clock that only advances on {@link VirtualTime.pass}, from one scheduled event to the next. */
export class VirtualTime {
  private queue: { at: number; order: number; run: () => void }[] = [];
  private order = 0;
  ms = 0;

  /** The current virtual time as a date. */
  get date(): Date {
    return new Date(this.ms);
  }

  /** Resolves after this much virtual time. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.at(this.ms + ms, resolve));
  }

  /** Schedules `run` at a virtual time. */
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

  /** Advances the clock and runs every event until then in order, with everything that follows from it. */
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

/** Resolves when all pending promise callbacks have run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
