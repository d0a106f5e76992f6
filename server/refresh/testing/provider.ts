import { OAuthError, OAuthTransportError } from "@/server/protocols/oauth2/errors";
import type { VirtualTime } from "./virtual-time";

/** What happens to a used refresh token: `strict` invalid, `overlap` valid until its successor is used, `fixed` never rotated. */
export type Rotation = "strict" | "overlap" | "fixed";

interface Grant {
  /** Index of the newest token. */
  newest: number;
  /** Highest index whose successor was used. */
  usedUpTo: number;
  isRevoked: boolean;
}

/** One request that the simulated provider received. */
export interface LedgerLine {
  at: number;
  grant: string;
  token: number;
  result: "issued" | "refused" | "outage";
}

const LIFE_MS = 3600_000;

/** A provider in virtual time that records each request in a ledger. Tokens are named `<grant>/<n>`. */
export class SimulatedProvider {
  readonly ledger: LedgerLine[] = [];
  readonly grants = new Map<string, Grant>();
  isDown = false;
  latencyMs = 200;
  inFlight = 0;
  maxInFlight = 0;
  private readonly inFlightOf = new Map<string, number>();
  /** Highest number of concurrent calls for one grant. */
  maxInFlightPerGrant = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly rotation: Rotation,
  ) {}

  /** Creates a grant, as when an end user authorizes access. @returns its first refresh token. */
  authorize(grant: string): string {
    this.grants.set(grant, { newest: 0, usedUpTo: -1, isRevoked: false });
    return `${grant}/0`;
  }

  /** Revokes a grant, as when an end user removes the access. */
  revoke(grant: string): void {
    const known = this.grants.get(grant);
    if (known) known.isRevoked = true;
  }

  /** The newest token of a grant. */
  newest(grant: string): string {
    return `${grant}/${this.grants.get(grant)?.newest}`;
  }

  /** Uses a refresh token, with half the latency before the work and half after it. @throws as a token request does. */
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
      this.inFlight -= 1;
      this.inFlightOf.set(grant, (this.inFlightOf.get(grant) ?? 1) - 1);
    }
  }

  private begin(grant: string): void {
    this.inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
    const ofGrant = (this.inFlightOf.get(grant) ?? 0) + 1;
    this.inFlightOf.set(grant, ofGrant);
    this.maxInFlightPerGrant = Math.max(this.maxInFlightPerGrant, ofGrant);
  }

  private work(grant: string, token: number): "outage" | "refused" | string {
    const record = (result: LedgerLine["result"]) => this.ledger.push({ at: this.time.ms, grant, token, result });
    if (this.isDown) {
      record("outage");
      return "outage";
    }
    const state = this.grants.get(grant);
    if (!state || state.isRevoked || !this.isAccepted(state, token)) {
      record("refused");
      return "refused";
    }
    record("issued");
    if (this.rotation === "fixed") return `${grant}/${token}`;
    state.usedUpTo = Math.max(state.usedUpTo, token - 1);
    state.newest += 1;
    return `${grant}/${state.newest}`;
  }

  private isAccepted({ newest, usedUpTo }: Grant, token: number): boolean {
    if (this.rotation === "fixed") return token === 0;
    return this.rotation === "strict" ? token === newest : token > usedUpTo && token <= newest;
  }
}
