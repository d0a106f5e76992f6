import { sortedJson } from "@/server/core/json";
import { log } from "@/server/core/log";
import { db, Prisma, pool } from "@/server/db";
import { OutboundError, outboundFetch } from "@/server/net";
import { retryAfterMs } from "@/server/protocols/answer";
import { type Message, message } from "@/wire/messages";
import type { Lane } from "./lane";
import { nextWaitMs } from "./schedule";
import { sign } from "./signing-key";

/** Longer than an attempt can take, but short, so that the work of a crashed worker is retried soon. */
const LEASE_SECONDS = 20;
const MOST = 1000;
const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1024;

interface Claimed {
  id: string;
  environmentId: string;
  url: string;
  attempts: number;
  eventId: string;
  type: string;
  payload: unknown;
  createdAt: Date;
}

interface Outcome {
  status: number | null;
  /** Null: the delivery succeeded. */
  error: Message | null;
  retryAfterMs: number | null;
  isGone: boolean;
}

/** Claims due deliveries under a lease, oldest first, so that no two workers send the same one at once. */
async function claim(owner: string, limit: number, lane?: Lane): Promise<Claimed[]> {
  const inLane = lane ? `and "environmentId" = $3 and coalesce("endpointId", id) = $4` : "";
  const { rows } = await pool().query<Claimed>({
    name: lane ? "claim-deliveries-of-lane" : "claim-deliveries",
    // The constant limit lets the planner expect few rows, whatever $2 is.
    text: `with head as (
        select id from "Delivery" where "nextAttemptAt" <= now() and ("leaseUntil" is null or "leaseUntil" < now()) ${inLane}
        order by "nextAttemptAt" limit ${MOST} for update skip locked),
      due as (select id from head limit $2)
      update "Delivery" d set "leaseOwner" = $1, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = d.attempts + 1
      from due, "Event" e where d.id = due.id and e.id = d."eventId" and e."environmentId" = d."environmentId"
      returning d.id, d."environmentId", d.url, d.attempts, d."eventId", e.type, e.payload, d."createdAt"`,
    values: [owner, limit, ...(lane ? [lane.environmentId, lane.lane] : [])],
  });
  return rows.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

const FAILURES = {
  blocked_address: "delivery.blocked",
  bad_url: "delivery.bad_url",
  timeout: "delivery.timeout",
  too_large: "delivery.too_large",
  network: "delivery.unreachable",
} as const;

function failureOf(error: unknown, { url, id }: Claimed): Message {
  const host = URL.canParse(url) ? new URL(url).host : url;
  // Not the receiver's fault: the signing key or the database could not be read.
  if (!(error instanceof OutboundError)) log().error({ err: error, delivery: id }, "could not send a delivery");
  return message(error instanceof OutboundError ? FAILURES[error.kind] : "delivery.unreachable", { host });
}

async function send(delivery: Claimed): Promise<Outcome> {
  const body = sortedJson(delivery.payload);
  try {
    const headers = await sign(delivery.environmentId, delivery.eventId, body);
    const response = await outboundFetch(delivery.url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_ANSWER_BYTES,
    });
    await response.body?.cancel();
    if (response.ok) return { status: response.status, error: null, retryAfterMs: null, isGone: false };
    return {
      status: response.status,
      error: message("delivery.status", { status: response.status }),
      retryAfterMs: retryAfterMs(response.headers, Date.now()),
      isGone: response.status === 410,
    };
  } catch (error) {
    return { status: null, error: failureOf(error, delivery), retryAfterMs: null, isGone: false };
  }
}

async function settle(owner: string, delivery: Claimed, outcome: Outcome): Promise<void> {
  const now = new Date();
  const wait = outcome.isGone ? null : nextWaitMs(delivery.attempts, Math.random(), outcome.retryAfterMs);
  const isDelivered = outcome.error === null;
  await db().delivery.updateMany({
    where: { id: delivery.id, environmentId: delivery.environmentId, leaseOwner: owner },
    data: {
      status: isDelivered ? "delivered" : wait === null ? "failed" : "pending",
      nextAttemptAt: isDelivered || wait === null ? null : new Date(now.getTime() + wait),
      deliveredAt: isDelivered ? now : null,
      lastStatus: outcome.status,
      lastError: outcome.error ?? Prisma.DbNull,
      leaseOwner: null,
      leaseUntil: null,
    },
  });
}

/** Sends due deliveries of one lane or of all, at most `limit` at once. @returns the number of attempts. */
export async function deliverDue(
  owner: string,
  { limit = 20, lane }: { limit?: number; lane?: Lane } = {},
): Promise<number> {
  const claimed = await claim(owner, limit, lane);
  await Promise.all(claimed.map(async (delivery) => settle(owner, delivery, await send(delivery))));
  return claimed.length;
}
