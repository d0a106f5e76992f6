import type { Provider } from "@/providers/load";
import { isUsedUpByRefresh } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Message, message, type NextStep } from "@/wire/messages";
import { retryInMs } from "./backoff";
import { healthOf, type Life, lifeOf } from "./life";
import type { FailureClass, Verdict } from "./verdict";

export type Health = "healthy" | "expiring" | "pending" | "failing" | "needs_reconnect" | "interrupted";

/** What is known of a connection when its renewal begins. Times are the database's. */
export interface RenewalState {
  readAt: Date;
  expiresAt: Date | null;
  authorizedAt: Date;
  health: Health;
  attempts: number;
  /** Of the renewal before this one. Null: it went well. */
  lastError: { class: string } | null;
  /** Class of the failure the last webhook told of. Null: none since the last success. */
  toldClass: string | null;
  /** An earlier renewal was sent then, and its answer never came. Null: there is none. */
  leftInflightAt: Date | null;
}

/** What a renewal that succeeded writes. */
export interface Success extends Life {
  credentials: StoredCredentials;
  /** Values of the answer that are kept with the connection. */
  kept: Record<string, string>;
  health: "healthy" | "expiring" | "pending";
  healthReason: Message | null;
  healthNextStep: NextStep | null;
  /** A webhook told of a failure: another tells that it is over. */
  isRecovered: boolean;
  /** It waited for somebody's approval, and works now for the first time. */
  isInstalled: boolean;
}

/** What a renewal that failed writes. */
export interface Failure {
  verdict: Verdict;
  health: Exclude<Health, Success["health"]>;
  healthReason: Message;
  healthNextStep: NextStep;
  /** When it is tried again. Null: a person must act first. */
  dueInMs: number | null;
  /** Whether the provider may have done the work is not known: the mark of the renewal under way stays. */
  keepsInflight: boolean;
  /** It counts as a try; what was never sent does not. */
  isAttempt: boolean;
  /** Class a webhook is to tell of. Null: none. */
  tells: FailureClass | "interrupted" | null;
}

/** Whether an answer that came late is older news: what was stored under a later fence was issued later. */
export function isSuperseded(stored: { storedFence: number }, late: { fence: number }): boolean {
  return stored.storedFence > late.fence;
}

/** A refusal that may be a moment's mood is believed when the same comes a second time: other failures before it prove nothing. */
function isRepeated({ lastError }: RenewalState, verdict: Verdict): boolean {
  return lastError?.class === verdict.class;
}

/** What to store after a success. @param random a number in [0, 1). */
export function afterSuccess(
  state: RenewalState,
  renewed: { credentials: StoredCredentials; expiresInMs: number | null; kept: Record<string, string> },
  facts: { provider: Provider; isTestMode: boolean; isRotated: boolean; wasPending: boolean; random: number },
): Success {
  const authorizedAgoMs = state.readAt.getTime() - state.authorizedAt.getTime();
  const life = lifeOf(facts.provider, renewed.credentials, {
    ...facts,
    now: state.readAt.getTime(),
    expiresInMs: renewed.expiresInMs,
    authorizedAgoMs,
  });
  return {
    ...life,
    ...healthOf(life),
    credentials: renewed.credentials,
    kept: renewed.kept,
    isRecovered: state.toldClass !== null,
    isInstalled: facts.wasPending && !life.isPending,
  };
}

function healthAfter(state: RenewalState, verdict: Verdict, canBeCutOff: boolean): Failure["health"] {
  const isLost = state.health === "needs_reconnect" || state.health === "interrupted";
  const isBelieved = isRepeated(state, verdict);
  if (verdict.class === "bad_client") return isBelieved || isLost ? "needs_reconnect" : "failing";
  if (verdict.class !== "revoked_grant") return isLost ? (state.health as Failure["health"]) : "failing";
  // Where trying again uses nothing up, it is tried again.
  if (!canBeCutOff) return isBelieved || isLost ? "needs_reconnect" : "failing";
  return state.leftInflightAt === null && state.health !== "interrupted" ? "needs_reconnect" : "interrupted";
}

/** The verdict's reason, with the interruption that may have cost the new token where one is known. */
function interruption({ leftInflightAt }: RenewalState, { reason }: Verdict): Message {
  if (leftInflightAt === null) return reason;
  return message("health.interrupted", { reason, interruptedAt: leftInflightAt.toISOString() });
}

/**
 * What to store after a failure.
 * @param isSent false: the provider was not asked. @param random a number in [0, 1).
 */
export function afterFailure(
  state: RenewalState,
  verdict: Verdict,
  facts: { provider: Provider; stored: StoredCredentials | null; isSent: boolean; random: number },
): Failure {
  // Without the credential nothing is known: it may be one that a refresh uses up.
  const canBeCutOff = facts.stored === null || isUsedUpByRefresh(facts.stored);
  const health = healthAfter(state, verdict, canBeCutOff);
  const isLost = health !== "failing";
  const isDead = state.expiresAt !== null && state.expiresAt <= state.readAt;
  const isFinal = verdict.class === "revoked_grant" && isLost;
  const kind = health === "interrupted" ? "interrupted" : verdict.class;
  const attempts = state.attempts + (facts.isSent ? 1 : 0);
  return {
    verdict,
    health,
    healthReason: health === "interrupted" ? interruption(state, verdict) : verdict.reason,
    healthNextStep: verdict.nextStep,
    dueInMs: isFinal ? null : retryInMs(verdict, attempts, facts.random),
    keepsInflight: canBeCutOff && !isFinal && (verdict.isUnanswered || state.leftInflightAt !== null),
    isAttempt: facts.isSent,
    tells: (isLost || isDead) && state.toldClass !== kind ? kind : null,
  };
}
