import type { Provider } from "@/providers/load";
import { traitsOf } from "@/server/schemes/traits";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Message, message, type NextStep } from "@/wire/messages";
import { endOf, MAX_LIFE_MS } from "./dated-end";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_MARGIN_MS = 15 * MINUTE_MS;
/** Tokens that were issued in the same second are not renewed in the same second. */
const SPREAD = 0.1;
/** A credential whose end is nearer than this is `expiring`. */
export const EXPIRING_WITHIN_MS = 7 * DAY_MS;
/** Fields in which servers tell how long a refresh token lives, in seconds. */
const REFRESH_TOKEN_LIFE_FIELDS = ["refresh_token_expires_in", "x_refresh_token_expires_in", "refresh_expires_in"];

/** The lifetime of a credential. Every time is in milliseconds from now, so that whose clock it is does not matter. */
export interface Life {
  /** Null: no stated end. */
  expiresInMs: number | null;
  /** When the worker is to look after it. Null: never. */
  dueInMs: number | null;
  /** When it ends unless its user reconnects. Null: no end is known. */
  endsInMs: number | null;
  /** Why it ends. */
  endsBecause: Message | null;
  /** There is no token yet. */
  isPending: boolean;
  /** Host that issued the token. Null: not known before the first refresh. */
  tokenHost: string | null;
}

/** What a credential that was just stored says about the health of its connection. */
export interface LifeHealth {
  health: "healthy" | "expiring" | "pending";
  healthReason: Message | null;
  healthNextStep: NextStep | null;
}

/** The health of a connection whose credential has this life. */
export function healthOf({ isPending, endsInMs, endsBecause }: Life): LifeHealth {
  if (isPending) {
    const healthReason = message("health.approval_pending");
    return { health: "pending", healthReason, healthNextStep: "next_step.await_approval" };
  }
  if (endsInMs === null || endsInMs >= EXPIRING_WITHIN_MS)
    return { health: "healthy", healthReason: null, healthNextStep: null };
  return { health: "expiring", healthReason: endsBecause, healthNextStep: "next_step.reconnect_before" };
}

/** What is known of a credential beside itself. */
export interface LifeFacts {
  /** Epoch milliseconds, by the clock that the ends are counted by. */
  now: number;
  expiresInMs: number | null;
  /** How long ago its user authorized it. */
  authorizedAgoMs: number;
  /** The team's app is in the provider's test mode, in which grants live shorter. */
  isTestMode: boolean;
  /** The renewal brought another refresh token: what is said of its life begins anew each time. */
  isRotated: boolean;
  /** A number in [0, 1). */
  random: number;
}

/** How long before its end a token is renewed: what the entry says, else 15 minutes; never more than half its life. */
export function marginMs(provider: Provider, lifeMs: number): number {
  const wanted =
    "refreshMargin" in provider && provider.refreshMargin !== undefined ? provider.refreshMargin * 1000 : MAX_MARGIN_MS;
  return Math.min(wanted, Math.max(0, lifeMs) / 2);
}

/** Milliseconds until a token of this lifetime is renewed. Spread only to the early side: nothing is renewed too late. */
export function renewInMs(provider: Provider, lifeMs: number, random: number): number {
  // A token that is over as it comes, by a clock that is wrong somewhere, is not asked for in a loop.
  if (lifeMs <= 0) return MINUTE_MS;
  const latest = lifeMs - marginMs(provider, lifeMs);
  // An entry with a margin of its own renews late on purpose: such a server refuses to renew early.
  const isStrict = "refreshMargin" in provider && provider.refreshMargin !== undefined;
  const room = isStrict ? 0 : Math.min(SPREAD * lifeMs, Math.max(0, latest - lifeMs * 0.4));
  return Math.max(0, latest - room * random);
}

/** An end that using the token moves is none, as long as it is used. */
interface End {
  inMs: number;
  because: Message;
  isMoved: boolean;
}

/** How long a refresh token lives as its server said. Null: it said nothing that makes sense. */
function statedLifeMs(raw: Record<string, unknown>): number | null {
  for (const field of REFRESH_TOKEN_LIFE_FIELDS) {
    const stated = raw[field];
    const seconds = typeof stated === "number" || typeof stated === "string" ? Number(stated) : 0;
    if (Number.isFinite(seconds) && seconds > 0) return Math.min(seconds * 1000, MAX_LIFE_MS);
  }
  return null;
}

/** When a refresh token ends, if its server or its entry says so. */
function refreshTokenEnd(provider: Provider, raw: Record<string, unknown>, facts: LifeFacts): End | null {
  const inMs = statedLifeMs(raw);
  if (inMs !== null) {
    const because = message("ends.stated", { provider: provider.name });
    return { inMs, because, isMoved: facts.isRotated || inMs < 2 * DAY_MS };
  }
  const rules = "refreshTokenLife" in provider ? provider.refreshTokenLife : undefined;
  if (!rules) return null;
  const { idle, absolute, testMode } = rules;
  const left = (seconds: number) => Math.max(0, seconds * 1000 - facts.authorizedAgoMs);
  const name = { provider: provider.name };
  const ends: End[] = [];
  if (facts.isTestMode && testMode !== undefined)
    ends.push({ inMs: left(testMode), because: message("ends.test_mode", name), isMoved: false });
  if (absolute !== undefined)
    ends.push({ inMs: left(absolute), because: message("ends.absolute", name), isMoved: false });
  if (idle !== undefined) ends.push({ inMs: idle * 1000, because: message("ends.idle", name), isMoved: true });
  return ends.sort((a, b) => a.inMs - b.inMs)[0] ?? null;
}

/** Whether unused refresh tokens end: then they are used at least once a day. */
function ages(provider: Provider, raw: Record<string, unknown>): boolean {
  if ("refreshTokenLife" in provider && provider.refreshTokenLife?.idle !== undefined) return true;
  return statedLifeMs(raw) !== null;
}

/** How often it is looked whether an installation was approved: often on the first day. */
function lookInMs({ authorizedAgoMs, random }: LifeFacts): number {
  return (authorizedAgoMs < DAY_MS ? 10 * MINUTE_MS : 60 * MINUTE_MS) * (1 - SPREAD * random);
}

/** When a credential expires, when the worker must look after it, and when access ends. */
export function lifeOf(provider: Provider, stored: StoredCredentials, facts: LifeFacts): Life {
  const { care, isPending, grant, datedEnd, tokenHost } = traitsOf(provider, stored);
  const { expiresInMs, random } = facts;
  const none = { endsInMs: null, endsBecause: null };
  if (isPending) return { ...none, expiresInMs: null, dueInMs: lookInMs(facts), isPending, tokenHost };
  const daily = DAY_MS * (1 - SPREAD * random);
  if (care !== "refresh") {
    const dueInMs = care === "verify" ? daily : null;
    const ends =
      expiresInMs === null
        ? none
        : { endsInMs: expiresInMs, endsBecause: message("ends.no_refresh_token", { provider: provider.name }) };
    return { ...ends, expiresInMs, dueInMs, isPending, tokenHost };
  }
  const end = grant && refreshTokenEnd(provider, grant.raw, facts);
  const refreshInMs = expiresInMs === null ? null : renewInMs(provider, expiresInMs, random);
  const mustBeUsed = grant !== null && ages(provider, grant.raw);
  const dueInMs = mustBeUsed ? Math.min(refreshInMs ?? daily, daily) : refreshInMs;
  const isKeptAlive = end?.isMoved && dueInMs !== null && dueInMs < end.inMs;
  const ends = [isKeptAlive ? null : end, endOf(provider, datedEnd, facts.now)].filter((one) => one !== null);
  const first = ends.sort((a, b) => a.inMs - b.inMs)[0];
  return {
    expiresInMs,
    dueInMs,
    endsInMs: first?.inMs ?? null,
    endsBecause: first?.because ?? null,
    isPending,
    tokenHost,
  };
}
