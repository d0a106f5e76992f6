const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

/** Resolves once this process is asked to end: by a signal, or because the process that started it is gone. */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
    if (process.connected) process.once("disconnect", () => resolve());
  });
}
