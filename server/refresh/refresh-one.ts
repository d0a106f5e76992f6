import type { Provider } from "@/providers/load";
import { isPending } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { afterFailure, afterSuccess, type Failure, type RenewalState, type Success } from "./outcome";
import { judge, type Verdict } from "./verdict";

/** What a renewal brought. */
export interface Answer {
  credentials: StoredCredentials;
  /** From the moment it was received. Null: no stated end. */
  expiresInMs: number | null;
  kept: Record<string, string>;
}

/** A connection whose lease this process holds. */
export interface Claim extends RenewalState {
  id: string;
  fence: number;
}

/** Everything a renewal needs from outside: the provider, and a store that refuses the writes of a lost lease. */
export interface RefreshPorts<C extends Claim> {
  provider(claim: C): Provider;
  isTestMode(claim: C): boolean;
  open(claim: C): Promise<StoredCredentials>;
  /** Asks the provider. @throws what it answered instead. */
  call(claim: C, stored: StoredCredentials): Promise<Answer>;
  /** Whether the lease still stands; if so it is extended. */
  holds(claim: C): Promise<boolean>;
  /** Answers that came after their lease was lost, newest first. */
  lateAnswers(claim: C): Promise<StoredCredentials[]>;
  /** @returns false when the lease was lost: nothing was written. */
  commitSuccess(claim: C, success: Success): Promise<boolean>;
  /** @returns false when the lease was lost: nothing was written. */
  commitFailure(claim: C, failure: Failure): Promise<boolean>;
  /** Keeps an answer whose lease was lost, sealed, until it is reconciled. */
  keepLate(claim: C, answer: Answer): Promise<void>;
  random(): number;
}

type Tried = { answer: Answer } | { verdict: Verdict };

function refreshTokenOf(stored: StoredCredentials): string | undefined {
  return "refresh_token" in stored && typeof stored.refresh_token === "string" ? stored.refresh_token : undefined;
}

async function ask<C extends Claim>(ports: RefreshPorts<C>, claim: C, stored: StoredCredentials): Promise<Tried> {
  try {
    return { answer: await ports.call(claim, stored) };
  } catch (error) {
    return { verdict: judge(ports.provider(claim), error) };
  }
}

/** After a refusal: one confirming try with a token that was not tried yet, of an answer that came too late to be stored. */
async function confirm<C extends Claim>(ports: RefreshPorts<C>, claim: C, stored: StoredCredentials, tried: Tried) {
  if ("answer" in tried || tried.verdict.class !== "revoked_grant") return tried;
  // Who lost the lease meanwhile has no right to a second call.
  if (!(await ports.holds(claim))) return tried;
  const known = refreshTokenOf(stored);
  const untried = (await ports.lateAnswers(claim)).find((late) => refreshTokenOf(late) !== known);
  return untried ? ask(ports, claim, untried) : tried;
}

/**
 * Renews one connection under the lease this process holds: asks the provider once, judges what comes, writes the outcome if
 * the lease still stands. An answer is never dropped.
 * @returns the verdict of a failure, or null after a success.
 * @see the protocol in docs/decisions/0009
 */
export async function refreshOne<C extends Claim>(ports: RefreshPorts<C>, claim: C): Promise<Verdict | null> {
  const provider = ports.provider(claim);
  const stored = await ports.open(claim);
  const tried = await confirm(ports, claim, stored, await ask(ports, claim, stored));
  const random = ports.random();
  if ("verdict" in tried) {
    await ports.commitFailure(claim, afterFailure(claim, tried.verdict, { provider, stored, isSent: true, random }));
    return tried.verdict;
  }
  const isRotated = refreshTokenOf(tried.answer.credentials) !== refreshTokenOf(stored);
  const wasPending = isPending(stored);
  const facts = { provider, isTestMode: ports.isTestMode(claim), isRotated, wasPending, random };
  const isWritten = await ports.commitSuccess(claim, afterSuccess(claim, tried.answer, facts));
  if (!isWritten) await ports.keepLate(claim, tried.answer);
  return null;
}
