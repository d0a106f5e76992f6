import type { Provider } from "@/providers/load";
import { traitsOf } from "@/server/schemes/traits";
import type { StoredCredentials } from "@/server/vault/credentials";
import { type Message, message, type NextStep } from "@/wire/messages";
import { endOf, MAX_LIFETIME_MS } from "./dated-end";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_MARGIN_MS = 15 * MINUTE_MS;
/** Spreads refreshes over this part of the lifetime, so that tokens issued together aren't refreshed together. */
const SPREAD = 0.1;
/** A connection that expires sooner than this is `expiring`. */
export const EXPIRING_WITHIN_MS = 7 * DAY_MS;
/** Fields in which servers state the lifetime of a refresh token, in seconds. */
const REFRESH_TOKEN_LIFETIME_FIELDS = ["refresh_token_expires_in", "x_refresh_token_expires_in", "refresh_expires_in"];

/** The lifetime of a credential. Times are milliseconds from now, so they are valid on any clock. */
export interface Lifetime {
  /** Null: no stated expiry. */
  expiresInMs: number | null;
  /** When the worker refreshes or tests it. Null: never. */
  dueInMs: number | null;
  /** When access expires unless the end user reconnects. Null: no expiry is known. */
  endsInMs: number | null;
  /** Why access expires. */
  endsBecause: Message | null;
  /** There is no token yet: the installation isn't approved. */
  isPending: boolean;
  /** Host that issued the token. Null: not known before the first refresh. */
  tokenHost: string | null;
}

/** The health of a connection whose credential was just stored. */
export interface LifetimeHealth {
  health: "healthy" | "expiring" | "pending";
  healthReason: Message | null;
  healthNextStep: NextStep | null;
}

/** The health that follows from a credential's lifetime. */
export function healthOf({ isPending, endsInMs, endsBecause }: Lifetime): LifetimeHealth {
  if (isPending) {
    const healthReason = message("health.approval_pending");
    return { health: "pending", healthReason, healthNextStep: "next_step.await_approval" };
  }
  if (endsInMs === null || endsInMs >= EXPIRING_WITHIN_MS)
    return { health: "healthy", healthReason: null, healthNextStep: null };
  return { health: "expiring", healthReason: endsBecause, healthNextStep: "next_step.reconnect_before" };
}

/** Inputs to {@link lifetimeOf} that the credential doesn't contain. */
export interface LifetimeFacts {
  /** Epoch milliseconds. */
  now: number;
  expiresInMs: number | null;
  /** Milliseconds since the end user authorized access. */
  authorizedAgoMs: number;
  /** The team's app is in the provider's test mode, in which grants expire sooner. */
  isTestMode: boolean;
  /** The refresh returned a new refresh token, so its stated lifetime starts over. */
  isRotated: boolean;
  /** A number in [0, 1). */
  random: number;
}

/** How long before its expiry a token is refreshed: the catalog entry's margin, or 15 minutes, but at most half its lifetime. */
export function marginMs(provider: Provider, lifetimeMs: number): number {
  const wanted =
    "refreshMargin" in provider && provider.refreshMargin !== undefined ? provider.refreshMargin * 1000 : MAX_MARGIN_MS;
  return Math.min(wanted, Math.max(0, lifetimeMs) / 2);
}

/** Milliseconds until a token of this lifetime is refreshed. The spread only makes it earlier, never later than the margin. */
export function refreshDelayMs(provider: Provider, lifetimeMs: number, random: number): number {
  // A wrong clock can make a new token look expired. Waiting a minute avoids a refresh loop.
  if (lifetimeMs <= 0) return MINUTE_MS;
  const latest = lifetimeMs - marginMs(provider, lifetimeMs);
  // A catalog entry sets its own margin when the server rejects early refreshes.
  const isStrict = "refreshMargin" in provider && provider.refreshMargin !== undefined;
  const room = isStrict ? 0 : Math.min(SPREAD * lifetimeMs, Math.max(0, latest - lifetimeMs * 0.4));
  return Math.max(0, latest - room * random);
}

/** An expiry of access. A sliding one moves with each use, so it doesn't count while the token is used. */
interface Expiry {
  inMs: number;
  because: Message;
  isSliding: boolean;
}

/** The lifetime of a refresh token as its server stated it. Null: no usable value. */
function statedLifetimeMs(raw: Record<string, unknown>): number | null {
  for (const field of REFRESH_TOKEN_LIFETIME_FIELDS) {
    const stated = raw[field];
    const seconds = typeof stated === "number" || typeof stated === "string" ? Number(stated) : 0;
    if (Number.isFinite(seconds) && seconds > 0) return Math.min(seconds * 1000, MAX_LIFETIME_MS);
  }
  return null;
}

/** When a refresh token expires, if its server or catalog entry says so. */
function refreshTokenExpiry(provider: Provider, raw: Record<string, unknown>, facts: LifetimeFacts): Expiry | null {
  const inMs = statedLifetimeMs(raw);
  if (inMs !== null) {
    const because = message("ends.stated", { provider: provider.name });
    return { inMs, because, isSliding: facts.isRotated || inMs < 2 * DAY_MS };
  }
  const rules = "refreshTokenLife" in provider ? provider.refreshTokenLife : undefined;
  if (!rules) return null;
  const { idle, absolute, testMode } = rules;
  const left = (seconds: number) => Math.max(0, seconds * 1000 - facts.authorizedAgoMs);
  const name = { provider: provider.name };
  const expiries: Expiry[] = [];
  if (facts.isTestMode && testMode !== undefined)
    expiries.push({ inMs: left(testMode), because: message("ends.test_mode", name), isSliding: false });
  if (absolute !== undefined)
    expiries.push({ inMs: left(absolute), because: message("ends.absolute", name), isSliding: false });
  if (idle !== undefined) expiries.push({ inMs: idle * 1000, because: message("ends.idle", name), isSliding: true });
  return expiries.sort((a, b) => a.inMs - b.inMs)[0] ?? null;
}

/** Whether an unused refresh token expires. Such tokens are used at least once a day. */
function expiresUnused(provider: Provider, raw: Record<string, unknown>): boolean {
  if ("refreshTokenLife" in provider && provider.refreshTokenLife?.idle !== undefined) return true;
  return statedLifetimeMs(raw) !== null;
}

/** Milliseconds until Keyhold checks again whether an installation was approved. More often on the first day. */
function approvalCheckInMs({ authorizedAgoMs, random }: LifetimeFacts): number {
  return (authorizedAgoMs < DAY_MS ? 10 * MINUTE_MS : 60 * MINUTE_MS) * (1 - SPREAD * random);
}

/** The lifetime of a credential: when the token expires, when the worker acts on it next, and when access expires. */
export function lifetimeOf(provider: Provider, stored: StoredCredentials, facts: LifetimeFacts): Lifetime {
  const { care, isPending, grant, datedEnd, tokenHost } = traitsOf(provider, stored);
  const { expiresInMs, random } = facts;
  const none = { endsInMs: null, endsBecause: null };
  if (isPending) return { ...none, expiresInMs: null, dueInMs: approvalCheckInMs(facts), isPending, tokenHost };
  const daily = DAY_MS * (1 - SPREAD * random);
  if (care !== "refresh") {
    const dueInMs = care === "verify" ? daily : null;
    const ends =
      expiresInMs === null
        ? none
        : { endsInMs: expiresInMs, endsBecause: message("ends.no_refresh_token", { provider: provider.name }) };
    return { ...ends, expiresInMs, dueInMs, isPending, tokenHost };
  }
  const expiry = grant && refreshTokenExpiry(provider, grant.raw, facts);
  const refreshInMs = expiresInMs === null ? null : refreshDelayMs(provider, expiresInMs, random);
  const mustBeUsed = grant !== null && expiresUnused(provider, grant.raw);
  const dueInMs = mustBeUsed ? Math.min(refreshInMs ?? daily, daily) : refreshInMs;
  const isExtended = expiry?.isSliding && dueInMs !== null && dueInMs < expiry.inMs;
  const expiries = [isExtended ? null : expiry, endOf(provider, datedEnd, facts.now)].filter((one) => one !== null);
  const first = expiries.sort((a, b) => a.inMs - b.inMs)[0];
  return {
    expiresInMs,
    dueInMs,
    endsInMs: first?.inMs ?? null,
    endsBecause: first?.because ?? null,
    isPending,
    tokenHost,
  };
}
