import { loadProvider, type Provider } from "@/providers/load";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Failure, type Health, isSuperseded, type Success } from "../outcome";
import type { Claim, RefreshPorts, RefreshResult } from "../refresh-one";
import type { VirtualTime } from "./virtual-time";

const LEASE_MS = 30_000;
export const HOST = "provider.example";

/** A connection as the simulated store keeps it. Times are virtual milliseconds. */
export interface SimulatedRow {
  id: string;
  token: string;
  fence: number;
  health: Health;
  attempts: number;
  lastClass: string | null;
  toldClass: string | null;
  expiresAt: number | null;
  dueAt: number | null;
  wantedAt: number | null;
  leaseUntil: number | null;
  inflightAt: number | null;
  refreshedAt: number | null;
  authorizedAt: number;
  storedFence: number;
}

export type SimulatedClaim = Claim & { token: string; storedFence: number; refreshHost: string };

/** A webhook that was queued. */
export interface QueuedWebhook {
  at: number;
  id: string;
  what: string;
}

/** A process that can be stopped or killed. Its effects while it is stopped happen when it resumes, or never. */
export class SimulatedProcess {
  isExpired = false;
  private running: Promise<void> = Promise.resolve();
  private release: () => void = () => undefined;

  kill(): void {
    this.isExpired = true;
  }

  stop(): void {
    this.running = new Promise((resolve) => {
      this.release = resolve;
    });
  }

  resume(): void {
    this.release();
  }

  /** Runs an effect of the process, unless it is stopped or killed. */
  async act<T>(work: () => T): Promise<T> {
    await this.running;
    if (this.isExpired) return new Promise(() => undefined);
    return work();
  }
}

function credentialsOf(token: string): StoredCredentials {
  return {
    type: "OAUTH2",
    access_token: `at-${token}`,
    refresh_token: token,
    raw: {},
    token_url: `https://${HOST}/token`,
  };
}

function tokenOf(stored: StoredCredentials): string {
  return "refresh_token" in stored && typeof stored.refresh_token === "string" ? stored.refresh_token : "";
}

/** The connection table and its queue in memory and virtual time, with the rules of the real ones. */
export class SimulatedStore {
  readonly rows = new Map<string, SimulatedRow>();
  readonly late: { id: string; token: string; fence: number; isReconciled: boolean }[] = [];
  readonly webhooks: QueuedWebhook[] = [];
  private readonly entry: Provider;

  constructor(private readonly time: VirtualTime) {
    const entry = loadProvider("lab-oauth2");
    if (!entry) throw new Error("The catalog has no lab-oauth2.");
    this.entry = entry;
  }

  /** Stores a new authorization. */
  connect(id: string, token: string, expiresInMs: number): void {
    const now = this.time.ms;
    const fence = (this.rows.get(id)?.fence ?? 0) + 1;
    this.rows.set(id, {
      id,
      token,
      fence,
      health: "healthy",
      attempts: 0,
      lastClass: null,
      toldClass: null,
      expiresAt: now + expiresInMs,
      dueAt: now + expiresInMs / 2,
      wantedAt: null,
      leaseUntil: null,
      inflightAt: null,
      refreshedAt: now,
      authorizedAt: now,
      storedFence: fence,
    });
  }

  isFree({ leaseUntil }: SimulatedRow): boolean {
    return leaseUntil === null || leaseUntil < this.time.ms;
  }

  /** Takes the leases of up to `limit` rows that match. */
  claim(limit: number, matches: (row: SimulatedRow) => boolean): SimulatedClaim[] {
    const taken: SimulatedClaim[] = [];
    for (const row of this.rows.values()) {
      if (taken.length >= limit) break;
      if (this.isFree(row) && matches(row)) taken.push(this.lease(row));
    }
    return taken;
  }

  lease(row: SimulatedRow): SimulatedClaim {
    const leftInflightAt = row.inflightAt === null ? null : new Date(row.inflightAt);
    row.fence += 1;
    row.leaseUntil = this.time.ms + LEASE_MS;
    row.inflightAt = this.time.ms;
    return {
      ...{
        id: row.id,
        fence: row.fence,
        token: row.token,
        storedFence: row.storedFence,
        health: row.health,
        attempts: row.attempts,
      },
      lastError: row.lastClass === null ? null : { class: row.lastClass },
      toldClass: row.toldClass,
      readAt: this.time.date,
      expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt),
      authorizedAt: new Date(row.authorizedAt),
      leftInflightAt,
      refreshHost: HOST,
    };
  }

  /** The ports with which one process refreshes claims of this store. */
  portsFor(
    process: SimulatedProcess,
    ask: (token: string) => Promise<{ refreshToken: string; expiresInMs: number }>,
  ): RefreshPorts<SimulatedClaim> {
    return {
      provider: () => this.entry,
      isTestMode: () => false,
      open: (claim) => process.act(() => credentialsOf(claim.token)),
      call: async (claim, stored) => {
        const stop = this.keepExtending(process, claim);
        try {
          await process.act(() => undefined);
          const { refreshToken, expiresInMs } = await ask(tokenOf(stored));
          return { credentials: credentialsOf(refreshToken), expiresInMs, kept: {} };
        } finally {
          stop();
        }
      },
      holds: ({ id, fence }) => process.act(() => this.rows.get(id)?.fence === fence),
      lateReplies: ({ id, storedFence }) =>
        process.act(() =>
          this.late
            .filter((late) => late.id === id && !late.isReconciled && !isSuperseded({ storedFence }, late))
            .map(({ token }) => credentialsOf(token)),
        ),
      commitSuccess: (claim, success) => process.act(() => this.succeed(claim, success)),
      commitFailure: (claim, failure) => process.act(() => this.fail(claim, failure)),
      storeLateReply: ({ id, fence }, { credentials }: RefreshResult) =>
        process.act(() => void this.late.push({ id, fence, token: tokenOf(credentials), isReconciled: false })),
      random: () => 0.5,
    };
  }

  /** Reconciles late replies as the real store does. */
  reconcile(): void {
    for (const late of this.late.toSorted((a, b) => b.fence - a.fence)) {
      const row = this.rows.get(late.id);
      if (late.isReconciled || !row || !this.isFree(row)) continue;
      late.isReconciled = true;
      if (isSuperseded(row, late)) continue;
      if (row.toldClass !== null) this.webhooks.push({ at: this.time.ms, id: row.id, what: "recovered" });
      const now = this.time.ms;
      Object.assign(row, { token: late.token, health: "healthy", attempts: 0, refreshedAt: now });
      Object.assign(row, { lastClass: null, toldClass: null });
      const fence = row.fence + 1;
      Object.assign(row, { leaseUntil: null, fence, storedFence: fence, expiresAt: now, dueAt: now });
    }
  }

  private keepExtending(process: SimulatedProcess, { id, fence }: SimulatedClaim): () => void {
    let isOver = false;
    const again = async () => {
      await this.time.sleep(LEASE_MS / 3);
      if (isOver) return;
      await process.act(() => {
        const row = this.rows.get(id);
        if (row?.fence === fence && !isOver) row.leaseUntil = this.time.ms + LEASE_MS;
      });
      void again();
    };
    void again();
    return () => {
      isOver = true;
    };
  }

  private succeed({ id, fence }: SimulatedClaim, success: Success): boolean {
    const row = this.rows.get(id);
    if (row?.fence !== fence) return false;
    const now = this.time.ms;
    const at = (ms: number | null) => (ms === null ? null : now + ms);
    if (success.isRecovered) this.webhooks.push({ at: now, id, what: "recovered" });
    Object.assign(row, { token: tokenOf(success.credentials), health: success.health, attempts: 0 });
    Object.assign(row, { lastClass: null, toldClass: null });
    Object.assign(row, { expiresAt: at(success.expiresInMs), dueAt: at(success.dueInMs), refreshedAt: now });
    row.storedFence = row.fence + 1;
    this.free(row, false);
    return true;
  }

  private fail({ id, fence }: SimulatedClaim, failure: Failure): boolean {
    const row = this.rows.get(id);
    if (row?.fence !== fence) return false;
    if (failure.notifyClass) this.webhooks.push({ at: this.time.ms, id, what: failure.notifyClass });
    row.health = failure.health;
    row.lastClass = failure.verdict.class;
    row.attempts += failure.isAttempt ? 1 : 0;
    row.toldClass = failure.notifyClass ?? row.toldClass;
    row.dueAt = failure.dueInMs === null ? null : this.time.ms + failure.dueInMs;
    this.free(row, failure.keepsInflight);
    return true;
  }

  private free(row: SimulatedRow, keepsInflight: boolean): void {
    Object.assign(row, { leaseUntil: null, wantedAt: null, fence: row.fence + 1 });
    if (!keepsInflight) row.inflightAt = null;
  }
}
