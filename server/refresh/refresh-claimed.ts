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
import { commitFailure, commitSuccess, keepLate, type Told } from "./commit";
import type { CallOutcome, Closed } from "./governor";
import { lateAnswers } from "./late-replies";
import { stepsOf } from "./log-steps";
import { afterFailure } from "./outcome";
import { type Answer, type RefreshPorts, refreshOne } from "./refresh-one";
import { isTestMode } from "./test-mode";
import type { Verdict } from "./verdict";

/** This process, as lease owner. */
export const OWNER = `${process.pid}:${randomUUID()}`;
/** A slow answer is worth waiting for: giving up would lose the token it may carry. The lease is extended meanwhile. */
const PATIENCE_MS = 120_000;
const EXTEND_EVERY_MS = (LEASE_SECONDS * 1000) / 3;

/** One renewal as it goes, for the log. */
class Attempt {
  readonly operationId = newId("op");
  readonly startedAt = new Date();
  readonly calls: CallRecord[] = [];

  told(credentials: StoredCredentials | null, verdict: Verdict | null): Told {
    const { operationId, startedAt, calls } = this;
    return { operationId, startedAt, steps: stepsOf(calls, { credentials, verdict }, startedAt) };
  }

  /** The host that was asked, or the one known before. */
  host({ refreshHost, provider }: ClaimedRow): string {
    const [first] = this.calls;
    return first ? new URL(first.url).host : refreshHost || provider;
  }
}

async function askProvider(claim: ClaimedRow, stored: StoredCredentials, calls: CallRecord[]): Promise<Answer> {
  const timer = setInterval(() => void extendLease(claim).catch(() => undefined), EXTEND_EVERY_MS);
  try {
    const { credentials, expiresAt, kept } = await recordCalls(calls, PATIENCE_MS, () =>
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
    call: (claim, stored) => askProvider(claim, stored, attempt.calls),
    holds: extendLease,
    lateAnswers,
    commitSuccess: (claim, success) =>
      commitSuccess(claim, success, attempt.told(success.credentials, null), attempt.host(claim)),
    commitFailure: (claim, failure) =>
      commitFailure(claim, failure, attempt.told(null, failure.verdict), attempt.host(claim)),
    keepLate,
    random: Math.random,
  };
}

/** Renews a claimed connection and writes the outcome. @returns how its host behaved. */
export async function renewClaimed(claim: ClaimedRow): Promise<CallOutcome> {
  const verdict = await refreshOne(portsFor(new Attempt()), claim);
  return { class: verdict?.class ?? null, retryAfterMs: verdict?.retryAfterMs ?? null };
}

/** Gives a claim back without asking its provider, which is closed at present. */
export async function shedClaimed(claim: ClaimedRow, closed: Closed): Promise<void> {
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
  await commitFailure(claim, failure, new Attempt().told(null, verdict), claim.refreshHost);
}

/** Renewals under way in this process, by connection. */
const underWay = new Map<string, Promise<boolean>>();

async function refreshInline(row: { id: string; environmentId: string; fence: number }): Promise<boolean> {
  const claimed = await claimOne(row, OWNER);
  if (!claimed) return false;
  await renewClaimed(claimed);
  return true;
}

/**
 * Renews one connection in this very process, under the same lease as a worker would.
 * @returns false when another holds the lease or has just finished: read the row again.
 */
export function refreshHere(row: { id: string; environmentId: string; fence: number }): Promise<boolean> {
  const known = underWay.get(row.id);
  if (known) return known;
  const work = refreshInline(row).finally(() => underWay.delete(row.id));
  underWay.set(row.id, work);
  return work;
}

/** Logs a renewal that broke: a bug of ours, or a database that stayed away. Its lease ends by itself. */
export function noteBroken(error: unknown): void {
  log().error({ err: error }, "a renewal broke");
}
