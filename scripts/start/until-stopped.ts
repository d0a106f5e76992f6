const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Running {
  /** Registers cleanup to run at the end. */
  onStop(undo: () => unknown): void;
  /** Ends the run with an error. */
  fail(error: unknown): void;
}

/**
 * Runs until the process gets a signal or something fails. Then runs the cleanup in reverse order and exits, with code 0
 * after a signal.
 */
export async function untilStopped(work: (running: Running) => Promise<void>): Promise<void> {
  const undos: (() => unknown)[] = [];
  let isStopping = false;
  let end: (error: unknown) => void = () => undefined;
  const ended = new Promise<unknown>((resolve) => {
    end = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, () => end(null));
  const fail = (error: unknown) => end(error);
  const onStop = (undo: () => unknown) => {
    if (isStopping) void undo();
    else undos.push(undo);
  };
  work({ onStop, fail }).catch(fail);
  const error = await ended;
  isStopping = true;
  for (const undo of undos.reverse()) await undo();
  if (error) throw error;
  process.exit(0);
}
