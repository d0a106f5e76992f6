const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs until the process is asked to stop or something fails; then undoes what was started, last first, and ends the
 * process: with 0 when it was asked to.
 *
 * @param work gets `onStop(undo)` to note what is to be undone, and `fail(error)` for what goes wrong later.
 */
export async function untilStopped(work) {
  const undos = [];
  let isStopping = false;
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, () => end(null));
  const fail = (error) => end(error);
  const onStop = (undo) => {
    if (isStopping) return void undo();
    undos.push(undo);
  };
  work({ onStop, fail }).catch(fail);
  const error = await ended;
  isStopping = true;
  for (const undo of undos.reverse()) await undo();
  if (error) throw error;
  process.exit(0);
}
