import { keepRunning, type ServiceOptions } from "../start/services";

/** A service that can be restarted. */
export interface Restartable {
  /** Starts or restarts the service. Each restart waits for the previous one. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Returns a restartable service. */
export function restartable(options: ServiceOptions): Restartable {
  let stopService = async () => {};
  let turn: Promise<void> = Promise.resolve();
  const next = (work: () => Promise<void>) => {
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
