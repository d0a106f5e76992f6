import { env } from "@/server/core/env";
import { perProcess } from "@/server/core/per-process";
import { type ClaimedRow, claimDue, claimDueOf, claimWanted, postpone } from "./claim";
import { Governor } from "./governor";
import { logRefreshError, OWNER, refreshClaimed, releaseClaimed } from "./refresh-claimed";
import { Runner } from "./runner";

/** Share of the slots that one host can use, so that a host that hangs doesn't block the others. */
const PER_HOST = 0.8;

/** Monotonic: doesn't jump when the system clock is set. */
const now = () => performance.now();

const runner = perProcess("refresh-runner", (): Runner<ClaimedRow> => {
  const { KEYHOLD_REFRESH_PARALLEL: slots, KEYHOLD_REFRESH_RATE: ratePerSecond } = env();
  const governor = new Governor({ perHost: Math.max(1, Math.floor(slots * PER_HOST)), ratePerSecond }, now);
  const ports = {
    claimWanted: (limit: number) => claimWanted(OWNER, limit),
    claimDue: (limit: number, notHosts: string[]) => claimDue(OWNER, limit, notHosts),
    claimDueOf: (host: string, limit: number) => claimDueOf(OWNER, host, limit),
    run: refreshClaimed,
    release: releaseClaimed,
    postpone: ({ host, until }: { host: string; until: number }) => postpone(host, until - now()),
    onError: logRefreshError,
  };
  return new Runner(ports, governor, slots);
});

/** Starts as many wanted and due refreshes as fit. @returns how many were started or postponed. 0: nothing is due. */
export function refreshDue(): Promise<number> {
  return runner().tick();
}

/** Resolves when all running refreshes have finished. Call it before the process exits. */
export function drainRefreshes(): Promise<void> {
  return runner().drain();
}
