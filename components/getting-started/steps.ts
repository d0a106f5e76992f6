/** The end user in the examples. */
export const EXAMPLE_USER = "ada-lovelace";

/** The getting-started steps, in order. */
export const STEP_IDS = ["lab", "session", "connect", "read"] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What the steps are derived from. */
export interface Progress {
  hasLabIntegration: boolean;
  hasSession: boolean;
  hasConnection: boolean;
  hasFetched: boolean;
}

export interface Step {
  id: StepId;
  isDone: boolean;
  /** Whether this is the next step to do. */
  isCurrent: boolean;
}

/** Returns which steps are done. A step counts as done once a later one is, because old sessions are purged. */
export function readSteps({ hasLabIntegration, hasSession, hasConnection, hasFetched }: Progress): Step[] {
  const done = [hasLabIntegration, hasSession, hasConnection, hasFetched];
  const finished = done.lastIndexOf(true) + 1;
  return STEP_IDS.map((id, index) => ({ id, isDone: index < finished, isCurrent: index === finished }));
}

/** Returns whether all steps are done. */
export function isComplete(progress: Progress): boolean {
  return readSteps(progress).every(({ isDone }) => isDone);
}
