import type { Provider } from "@/providers/load";
import { isUsedUpByRefresh } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Message, message, type NextStep } from "@/wire/messages";
import { retryInMs } from "./backoff";
import { healthOf, type Lifetime, lifetimeOf } from "./lifetime";
import type { FailureClass, Verdict } from "./verdict";

export type Health = "healthy" | "expiring" | "pending" | "failing" | "needs_reconnect" | "interrupted";

/** The state of a connection when its refresh begins. Times are the database's. */
export interface RefreshState {
  readAt: Date;
  expiresAt: Date | null;
  authorizedAt: Date;
  health: Health;
  attempts: number;
  /** Failure of the previous refresh. Null: it succeeded. */
  lastError: { class: string } | null;
  /** Failure class that the last webhook reported. Null: none since the last success. */
  toldClass: string | null;
  /** When an earlier refresh was sent whose response never arrived. Null: there is none. */
  leftInflightAt: Date | null;
}

/** What a successful refresh writes. */
export interface Success extends Lifetime {
  credentials: StoredCredentials;
  /** Values from the response to merge into the connection's config. */
  kept: Record<string, string>;
  health: "healthy" | "expiring" | "pending";
  healthReason: Message | null;
  healthNextStep: NextStep | null;
  /** A webhook reported a failure, so another must report the recovery. */
  isRecovered: boolean;
  /** The installation was pending and has now been approved. */
  isInstalled: boolean;
}

/** What a failed refresh writes. */
export interface Failure {
  verdict: Verdict;
  health: Exclude<Health, Success["health"]>;
  healthReason: Message;
  healthNextStep: NextStep;
  /** When the next attempt is due. Null: a person must act first. */
  dueInMs: number | null;
  /** The in-flight mark stays, because the provider may have processed the refresh. */
  keepsInflight: boolean;
  /** Whether this counts as an attempt. A refresh that was never sent doesn't. */
  isAttempt: boolean;
  /** Failure class to report by webhook. Null: no webhook. */
  notifyClass: FailureClass | "interrupted" | null;
}

/** Whether a late reply is older than what is stored. Credentials stored under a later fence were issued later. */
export function isSuperseded(stored: { storedFence: number }, late: { fence: number }): boolean {
  return stored.storedFence > late.fence;
}

/** Whether the previous refresh failed with the same class. Some rejections are temporary, so they only count when repeated. */
function isSameFailure({ lastError }: RefreshState, verdict: Verdict): boolean {
  return lastError?.class === verdict.class;
}

/** What to store after a success. @param facts `random`: a number in [0, 1). */
export function afterSuccess(
  state: RefreshState,
  refreshed: { credentials: StoredCredentials; expiresInMs: number | null; kept: Record<string, string> },
  facts: { provider: Provider; isTestMode: boolean; isRotated: boolean; wasPending: boolean; random: number },
): Success {
  const authorizedAgoMs = state.readAt.getTime() - state.authorizedAt.getTime();
  const lifetime = lifetimeOf(facts.provider, refreshed.credentials, {
    ...facts,
    now: state.readAt.getTime(),
    expiresInMs: refreshed.expiresInMs,
    authorizedAgoMs,
  });
  return {
    ...lifetime,
    ...healthOf(lifetime),
    credentials: refreshed.credentials,
    kept: refreshed.kept,
    isRecovered: state.toldClass !== null,
    isInstalled: facts.wasPending && !lifetime.isPending,
  };
}

function healthAfter(state: RefreshState, verdict: Verdict, isSingleUse: boolean): Failure["health"] {
  const isLost = state.health === "needs_reconnect" || state.health === "interrupted";
  const isRepeated = isSameFailure(state, verdict);
  if (verdict.class === "bad_client") return isRepeated || isLost ? "needs_reconnect" : "failing";
  if (verdict.class !== "revoked_grant") return isLost ? (state.health as Failure["health"]) : "failing";
  // A retry costs nothing when a refresh uses nothing up.
  if (!isSingleUse) return isRepeated || isLost ? "needs_reconnect" : "failing";
  return state.leftInflightAt === null && state.health !== "interrupted" ? "needs_reconnect" : "interrupted";
}

/** The verdict's reason. After an interruption it also says that the new token may have been lost. */
function interruption({ leftInflightAt }: RefreshState, { reason }: Verdict): Message {
  if (leftInflightAt === null) return reason;
  return message("health.interrupted", { reason, interruptedAt: leftInflightAt.toISOString() });
}

/**
 * What to store after a failure.
 * @param facts `isSent`: false when the provider wasn't called. `random`: a number in [0, 1).
 */
export function afterFailure(
  state: RefreshState,
  verdict: Verdict,
  facts: { provider: Provider; stored: StoredCredentials | null; isSent: boolean; random: number },
): Failure {
  // Without the credential, assume that a refresh uses it up.
  const isSingleUse = facts.stored === null || isUsedUpByRefresh(facts.stored);
  const health = healthAfter(state, verdict, isSingleUse);
  const isLost = health !== "failing";
  const isExpired = state.expiresAt !== null && state.expiresAt <= state.readAt;
  const isFinal = verdict.class === "revoked_grant" && isLost;
  const kind = health === "interrupted" ? "interrupted" : verdict.class;
  const attempts = state.attempts + (facts.isSent ? 1 : 0);
  return {
    verdict,
    health,
    healthReason: health === "interrupted" ? interruption(state, verdict) : verdict.reason,
    healthNextStep: verdict.nextStep,
    dueInMs: isFinal ? null : retryInMs(verdict, attempts, facts.random),
    keepsInflight: isSingleUse && !isFinal && (verdict.isUnanswered || state.leftInflightAt !== null),
    isAttempt: facts.isSent,
    notifyClass: (isLost || isExpired) && state.toldClass !== kind ? kind : null,
  };
}
