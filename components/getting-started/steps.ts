/** The person the examples are about. */
export const EXAMPLE_USER = "ada-lovelace";

/** The steps of the first hour, in order. */
export const STEP_IDS = ["lab", "session", "connect", "read"] as const;
export type StepId = (typeof STEP_IDS)[number];

/** The facts the steps are read from. */
export interface Progress {
  hasLabIntegration: boolean;
  hasSession: boolean;
  hasConnection: boolean;
  hasFetched: boolean;
}

export interface Step {
  id: StepId;
  isDone: boolean;
  /** Whether this is the first step still to do. */
  isCurrent: boolean;
}

/** Reads how far a newcomer is. A step counts as done once a later one is: old sessions are purged, yet nobody goes back. */
export function readSteps({ hasLabIntegration, hasSession, hasConnection, hasFetched }: Progress): Step[] {
  const done = [hasLabIntegration, hasSession, hasConnection, hasFetched];
  const finished = done.lastIndexOf(true) + 1;
  return STEP_IDS.map((id, index) => ({ id, isDone: index < finished, isCurrent: index === finished }));
}

/** Whether all steps are done, so that there is nothing left to wait for. */
export function isComplete(progress: Progress): boolean {
  return readSteps(progress).every(({ isDone }) => isDone);
}
