import { env } from "@/server/core/env";
import { perProcess } from "@/server/core/per-process";
import { type ClaimedRow, claimDue, claimDueOf, claimWanted, putOff } from "./claim";
import { Governor } from "./governor";
import { noteBroken, OWNER, renewClaimed, shedClaimed } from "./refresh-claimed";
import { Runner } from "./runner";

/** Calls at the same time to one host: this share of all slots, so that one that hangs leaves some to the others. */
const PER_HOST = 0.8;

/** Does not jump when the system's clock is set. */
const now = () => performance.now();

const runner = perProcess("refresh-runner", (): Runner<ClaimedRow> => {
  const { KEYHOLD_REFRESH_PARALLEL: slots, KEYHOLD_REFRESH_RATE: ratePerSecond } = env();
  const governor = new Governor({ perHost: Math.max(1, Math.floor(slots * PER_HOST)), ratePerSecond }, now);
  const ports = {
    claimWanted: (limit: number) => claimWanted(OWNER, limit),
    claimDue: (limit: number, notHosts: string[]) => claimDue(OWNER, limit, notHosts),
    claimDueOf: (host: string, limit: number) => claimDueOf(OWNER, host, limit),
    run: renewClaimed,
    shed: shedClaimed,
    putOff: ({ host, until }: { host: string; until: number }) => putOff(host, until - now()),
    onError: noteBroken,
  };
  return new Runner(ports, governor, slots);
});

/** Starts the renewals that are wanted or due, as many as fit. @returns how many were started or put off; 0: nothing is due. */
export function refreshDue(): Promise<number> {
  return runner().tick();
}

/** Waits for the renewals under way, before the process ends. */
export function drainRefreshes(): Promise<void> {
  return runner().drain();
}
