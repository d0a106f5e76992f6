import { keepRunning } from "../start/services.mjs";

/**
 * A service that can be started anew. Each restart waits for the one before.
 *
 * @param options of `startService`.
 * @returns `{ restart(), stop() }`; `restart` also starts it the first time.
 */
export function restartable(options) {
  let stopService = async () => {};
  let turn = Promise.resolve();
  const next = (work) => {
    turn = turn.then(work);
    return turn;
  };
  return {
    restart: () =>
      next(async () => {
        await stopService();
        stopService = keepRunning(options);
      }),
    stop: () => next(() => stopService()),
  };
}
