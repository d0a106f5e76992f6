import { OAuthError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import type { VirtualTime } from "./virtual-time";

/** What becomes of a refresh token that was used: gone, good until its successor is used, or the same for ever. */
export type Rotation = "strict" | "overlap" | "fixed";

interface Grant {
  /** Index of the newest token. */
  newest: number;
  /** Highest index whose successor was used. */
  usedUpTo: number;
  isRevoked: boolean;
}

/** One request the simulated provider got. */
export interface LedgerLine {
  at: number;
  grant: string;
  token: number;
  result: "issued" | "refused" | "outage";
}

const LIFE_MS = 3600_000;

/** A provider in virtual time, with a ledger that is the truth. Tokens are named `<grant>/<n>`. */
export class SimulatedProvider {
  readonly ledger: LedgerLine[] = [];
  readonly grants = new Map<string, Grant>();
  isDown = false;
  latencyMs = 200;
  live = 0;
  mostLive = 0;
  private readonly liveOf = new Map<string, number>();
  /** Most calls for one grant at the same time. */
  mostLiveOfOne = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly rotation: Rotation,
  ) {}

  /** A person authorizes: a grant begins. @returns its first refresh token. */
  authorize(grant: string): string {
    this.grants.set(grant, { newest: 0, usedUpTo: -1, isRevoked: false });
    return `${grant}/0`;
  }

  /** A person takes the access back. */
  revoke(grant: string): void {
    const known = this.grants.get(grant);
    if (known) known.isRevoked = true;
  }

  /** The newest token of a grant. */
  newest(grant: string): string {
    return `${grant}/${this.grants.get(grant)?.newest}`;
  }

  /** Uses a refresh token: half the latency on the way, the work, half on the way back. @throws as a token request does. */
  async refresh(token: string): Promise<{ refreshToken: string; expiresInMs: number }> {
    const [grant = "", text] = token.split("/");
    this.begin(grant);
    try {
      await this.time.sleep(this.latencyMs / 2);
      const result = this.work(grant, Number(text));
      await this.time.sleep(this.latencyMs / 2);
      if (result === "outage") throw new OAuthTransportError(new Error("reset"));
      if (result === "refused") throw new OAuthError("invalid_grant", null, 400);
      return { refreshToken: result, expiresInMs: LIFE_MS };
    } finally {
      this.live -= 1;
      this.liveOf.set(grant, (this.liveOf.get(grant) ?? 1) - 1);
    }
  }

  private begin(grant: string): void {
    this.live += 1;
    this.mostLive = Math.max(this.mostLive, this.live);
    const ofOne = (this.liveOf.get(grant) ?? 0) + 1;
    this.liveOf.set(grant, ofOne);
    this.mostLiveOfOne = Math.max(this.mostLiveOfOne, ofOne);
  }

  private work(grant: string, token: number): "outage" | "refused" | string {
    const note = (result: LedgerLine["result"]) => this.ledger.push({ at: this.time.ms, grant, token, result });
    if (this.isDown) {
      note("outage");
      return "outage";
    }
    const state = this.grants.get(grant);
    if (!state || state.isRevoked || !this.isGood(state, token)) {
      note("refused");
      return "refused";
    }
    note("issued");
    if (this.rotation === "fixed") return `${grant}/${token}`;
    state.usedUpTo = Math.max(state.usedUpTo, token - 1);
    state.newest += 1;
    return `${grant}/${state.newest}`;
  }

  private isGood({ newest, usedUpTo }: Grant, token: number): boolean {
    if (this.rotation === "fixed") return token === 0;
    return this.rotation === "strict" ? token === newest : token > usedUpTo && token <= newest;
  }
}
