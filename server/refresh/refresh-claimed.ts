import { randomUUID } from "node:crypto";
import { newId } from "@/server/core/ids";
import { log } from "@/server/core/log";
import { type CallRecord, recordCalls } from "@/server/net";
import { openCredentials } from "@/server/vault/connection";
import type { StoredCredentials } from "@/server/vault/credentials";
import { providerOf } from "@/server/vault/integration";
import { message } from "@/wire/messages";
import { callProvider } from "./call-provider";
import { type ClaimedRow, claimOne, extendLease, LEASE_SECONDS } from "./claim";
import { commitFailure, commitSuccess, type OperationLog, storeLateReply } from "./commit";
import type { CallOutcome, Closed } from "./governor";
import { lateReplies } from "./late-replies";
import { stepsOf } from "./log-steps";
import { afterFailure } from "./outcome";
import { type RefreshPorts, type RefreshResult, refreshOne } from "./refresh-one";
import { isTestMode } from "./test-mode";
import type { Verdict } from "./verdict";

/** The lease owner name of this process. */
export const OWNER = `${process.pid}:${randomUUID()}`;
/** How long to wait for a slow provider. Giving up earlier would lose the token in its response. The lease is extended meanwhile. */
const RESPONSE_TIMEOUT_MS = 120_000;
const EXTEND_EVERY_MS = (LEASE_SECONDS * 1000) / 3;

/** Collects what is logged of one refresh. */
class Attempt {
  readonly operationId = newId("op");
  readonly startedAt = new Date();
  readonly calls: CallRecord[] = [];

  log(credentials: StoredCredentials | null, verdict: Verdict | null): OperationLog {
    const { operationId, startedAt, calls } = this;
    return { operationId, startedAt, steps: stepsOf(calls, { credentials, verdict }, startedAt) };
  }

  /** The host that was called, or the one known before. */
  host({ refreshHost, provider }: ClaimedRow): string {
    const [first] = this.calls;
    return first ? new URL(first.url).host : refreshHost || provider;
  }
}

async function callWithLease(
  claim: ClaimedRow,
  stored: StoredCredentials,
  calls: CallRecord[],
): Promise<RefreshResult> {
  const timer = setInterval(() => void extendLease(claim).catch(() => undefined), EXTEND_EVERY_MS);
  try {
    const { credentials, expiresAt, kept } = await recordCalls(calls, RESPONSE_TIMEOUT_MS, () =>
      callProvider(claim, claim.integration, stored),
    );
    return { credentials, kept, expiresInMs: expiresAt === null ? null : expiresAt - Date.now() };
  } finally {
    clearInterval(timer);
  }
}

function portsFor(attempt: Attempt): RefreshPorts<ClaimedRow> {
  return {
    provider: (claim) => providerOf(claim),
    isTestMode: ({ integration }) => isTestMode(integration),
    open: openCredentials,
    call: (claim, stored) => callWithLease(claim, stored, attempt.calls),
    holds: extendLease,
    lateReplies,
    commitSuccess: (claim, success) =>
      commitSuccess(claim, success, attempt.log(success.credentials, null), attempt.host(claim)),
    commitFailure: (claim, failure) =>
      commitFailure(claim, failure, attempt.log(null, failure.verdict), attempt.host(claim)),
    storeLateReply,
    random: Math.random,
  };
}

/** Refreshes a claimed connection and writes the outcome. @returns the result of the call, for the governor. */
export async function refreshClaimed(claim: ClaimedRow): Promise<CallOutcome> {
  const verdict = await refreshOne(portsFor(new Attempt()), claim);
  return { class: verdict?.class ?? null, retryAfterMs: verdict?.retryAfterMs ?? null };
}

/** Releases a claim without calling the provider, because the host is closed. Writes the failure for waiting readers. */
export async function releaseClaimed(claim: ClaimedRow, closed: Closed): Promise<void> {
  const provider = providerOf(claim);
  const isOutage = closed.class === "outage";
  const verdict: Verdict = {
    class: closed.class,
    code: isOutage ? "provider_unavailable" : "provider_rate_limited",
    status: 503,
    reason: message(isOutage ? "health.provider_still_unavailable" : "health.rate_limited", {
      provider: provider.name,
    }),
    nextStep: "next_step.probed",
    retryAfterMs: Math.max(0, closed.until - performance.now()),
    isUnanswered: false,
  };
  const failure = afterFailure(claim, verdict, { provider, stored: null, isSent: false, random: Math.random() });
  await commitFailure(claim, failure, new Attempt().log(null, verdict), claim.refreshHost);
}

/** Running refreshes of this process, by connection. */
const running = new Map<string, Promise<boolean>>();

async function refreshInline(row: { id: string; environmentId: string; fence: number }): Promise<boolean> {
  const claimed = await claimOne(row, OWNER);
  if (!claimed) return false;
  await refreshClaimed(claimed);
  return true;
}

/**
 * Refreshes one connection in this process, under the same lease that a worker takes.
 * @returns false when another process holds the lease or has just finished. Read the row again.
 */
export function refreshHere(row: { id: string; environmentId: string; fence: number }): Promise<boolean> {
  const known = running.get(row.id);
  if (known) return known;
  const work = refreshInline(row).finally(() => running.delete(row.id));
  running.set(row.id, work);
  return work;
}

/** Logs an unexpected error in a refresh: a bug, or a database that stayed unavailable. The lease expires automatically. */
export function logRefreshError(error: unknown): void {
  log().error({ err: error }, "refresh failed unexpectedly");
}
