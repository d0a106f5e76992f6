const TERMINAL_PAUSE_MS = 1_000;
const LOG_PAUSE_MS = 30_000;

/** The result of a finished step. */
export interface Finished {
  seconds: number;
  isGood: boolean;
  output: string;
}

/** Shows the progress of a run. */
export interface Progress {
  begin(name: string): void;
  finish(name: string, finished: Finished): void;
  end(): void;
}

/** Prints a line per finished step, and the running steps: updated in place on a terminal, now and then elsewhere. */
export function progress(out: NodeJS.WriteStream = process.stdout): Progress {
  const startOf = new Map<string, number>();
  const clear = () => out.isTTY && out.write("\r\x1b[K");
  const show = () => {
    const names = [...startOf].map(([name, at]) => `${name} ${Math.round((performance.now() - at) / 1000)} s`);
    if (names.length === 0) return;
    clear();
    out.write(`  … ${names.join(", ")}${out.isTTY ? "" : "\n"}`);
  };
  const timer = setInterval(show, out.isTTY ? TERMINAL_PAUSE_MS : LOG_PAUSE_MS);
  return {
    begin: (name) => {
      startOf.set(name, performance.now());
      if (out.isTTY) show();
    },
    finish: (name, { seconds, isGood, output }) => {
      startOf.delete(name);
      clear();
      out.write(`${isGood ? "ok    " : "FAILED"} ${name.padEnd(10)} ${seconds.toFixed(1)} s\n`);
      if (!isGood) out.write(`\n${output.trimEnd()}\n\n`);
    },
    end: () => clearInterval(timer),
  };
}
