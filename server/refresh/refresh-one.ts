import type { Provider } from "@/providers/load";
import { isPending } from "@/server/schemes/credentials";
import type { StoredCredentials } from "@/server/vault/credentials";
import { afterFailure, afterSuccess, type Failure, type RefreshState, type Success } from "./outcome";
import { judge, type Verdict } from "./verdict";

/** The result of a successful call to the provider. */
export interface RefreshResult {
  credentials: StoredCredentials;
  /** Counted from when the response arrived. Null: no stated expiry. */
  expiresInMs: number | null;
  kept: Record<string, string>;
}

/** A connection whose lease this process holds. */
export interface Claim extends RefreshState {
  id: string;
  fence: number;
}

/** What a refresh needs from outside: the provider, and a store that rejects writes under a lost lease. */
export interface RefreshPorts<C extends Claim> {
  provider(claim: C): Provider;
  isTestMode(claim: C): boolean;
  open(claim: C): Promise<StoredCredentials>;
  /** Calls the provider. @throws when it returns no credentials. */
  call(claim: C, stored: StoredCredentials): Promise<RefreshResult>;
  /** Extends the lease. @returns false when it was lost. */
  holds(claim: C): Promise<boolean>;
  /** Credentials from late replies that aren't reconciled yet, newest first. */
  lateReplies(claim: C): Promise<StoredCredentials[]>;
  /** @returns false when the lease was lost: nothing was written. */
  commitSuccess(claim: C, success: Success): Promise<boolean>;
  /** @returns false when the lease was lost: nothing was written. */
  commitFailure(claim: C, failure: Failure): Promise<boolean>;
  /** Stores a result whose lease was lost, sealed, until it is reconciled. */
  storeLateReply(claim: C, result: RefreshResult): Promise<void>;
  random(): number;
}

type Tried = { result: RefreshResult } | { verdict: Verdict };

function refreshTokenOf(stored: StoredCredentials): string | undefined {
  return "refresh_token" in stored && typeof stored.refresh_token === "string" ? stored.refresh_token : undefined;
}

async function attempt<C extends Claim>(ports: RefreshPorts<C>, claim: C, stored: StoredCredentials): Promise<Tried> {
  try {
    return { result: await ports.call(claim, stored) };
  } catch (error) {
    return { verdict: judge(ports.provider(claim), error) };
  }
}

/** After a rejection, tries once more with a token from a late reply that wasn't tried yet, if there is one. */
async function confirm<C extends Claim>(ports: RefreshPorts<C>, claim: C, stored: StoredCredentials, tried: Tried) {
  if ("result" in tried || tried.verdict.class !== "revoked_grant") return tried;
  // A process that lost its lease must not make a second call.
  if (!(await ports.holds(claim))) return tried;
  const known = refreshTokenOf(stored);
  const untried = (await ports.lateReplies(claim)).find((late) => refreshTokenOf(late) !== known);
  return untried ? attempt(ports, claim, untried) : tried;
}

/**
 * Refreshes one connection under the lease this process holds, and writes the outcome. If the lease was lost meanwhile, new
 * credentials are stored as a late reply.
 * @returns the verdict of a failure, or null after a success.
 * @see docs/decisions/0009-refresh.md for the protocol
 */
export async function refreshOne<C extends Claim>(ports: RefreshPorts<C>, claim: C): Promise<Verdict | null> {
  const provider = ports.provider(claim);
  const stored = await ports.open(claim);
  const tried = await confirm(ports, claim, stored, await attempt(ports, claim, stored));
  const random = ports.random();
  if ("verdict" in tried) {
    await ports.commitFailure(claim, afterFailure(claim, tried.verdict, { provider, stored, isSent: true, random }));
    return tried.verdict;
  }
  const isRotated = refreshTokenOf(tried.result.credentials) !== refreshTokenOf(stored);
  const wasPending = isPending(stored);
  const facts = { provider, isTestMode: ports.isTestMode(claim), isRotated, wasPending, random };
  const isWritten = await ports.commitSuccess(claim, afterSuccess(claim, tried.result, facts));
  if (!isWritten) await ports.storeLateReply(claim, tried.result);
  return null;
}
