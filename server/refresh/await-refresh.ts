import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { perProcess } from "@/server/core/per-process";
import { pool } from "@/server/db";
import { listen } from "@/server/db/listen";
import { type ConnectionRow, readConnectionRow } from "@/server/vault/connection";
import { REFRESH_CHANNEL, REFRESHED_CHANNEL } from "./channels";
import { noteBroken, refreshHere } from "./refresh-claimed";
import { isWorkerAlive } from "./worker-alive";

/** How long a reader waits for a token that another is fetching. */
const WAIT_LIMIT_MS = 20_000;
const POLL_MS = 400;
/** A token that lives is due: the worker is called once in this while for it, not by each of its readers. */
const WAKE_AGAIN_MS = 5_000;
const MAX_REMEMBERED = 10_000;

interface Waiting {
  heard: EventTarget;
  renewals: Map<string, Promise<ConnectionRow>>;
  woken: Map<string, number>;
  listening: Promise<unknown> | undefined;
}

const waiting = perProcess("refresh-waiting", (): Waiting => {
  return { heard: new EventTarget(), renewals: new Map(), woken: new Map(), listening: undefined };
});

function notifyWorkers(): Promise<unknown> {
  return pool().query("select pg_notify($1, '')", [REFRESH_CHANNEL]);
}

async function reread(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const latest = await readConnectionRow(ctx, { connectionId: row.connectionId, providerConfigKey: row.uniqueKey });
  if (!latest) throw new ServiceError("not_found", "The connection was deleted meanwhile.");
  return latest;
}

/** Waits for the news that this connection's renewal has ended, a little while at most. */
function news(id: string): Promise<void> {
  const { heard } = waiting();
  return new Promise((resolve) => {
    const timer = setTimeout(done, POLL_MS * (0.5 + Math.random()));
    function done() {
      clearTimeout(timer);
      heard.removeEventListener(id, done);
      resolve();
    }
    heard.addEventListener(id, done);
  });
}

/** Asks for a renewal of the row as it was read. One that was renewed meanwhile is not renewed again. */
async function want({ id, environmentId, fence }: ConnectionRow): Promise<void> {
  const { rowCount } = await pool().query({
    name: "want-renewal",
    text: `update "Connection" set "refreshWantedAt" = now()
      where id = $1 and "environmentId" = $2 and fence = $3 and "refreshWantedAt" is null`,
    values: [id, environmentId, fence],
  });
  if (rowCount) await notifyWorkers();
}

/** Heard once for the whole process, and for as long as it lives. */
async function listenForNews(): Promise<void> {
  const state = waiting();
  state.listening ??= listen(pool(), [REFRESHED_CHANNEL], (_channel, id) => state.heard.dispatchEvent(new Event(id)));
  await state.listening;
}

/** Whether a renewal has ended since the row was read. */
function hasEnded(latest: ConnectionRow, row: ConnectionRow): boolean {
  return latest.fence !== row.fence && latest.leaseUntil === null;
}

async function renewal(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const end = performance.now() + WAIT_LIMIT_MS;
  let latest = row;
  let wantedFence: number | undefined;
  while (performance.now() < end) {
    if (await isWorkerAlive()) {
      if (wantedFence !== latest.fence) await Promise.all([want(latest), listenForNews()]);
      wantedFence = latest.fence;
      await news(row.id);
    } else if (!(await refreshHere(latest))) {
      await news(row.id);
    }
    latest = await reread(ctx, row);
    if (hasEnded(latest, row)) return latest;
  }
  const message = "The token is being renewed and the provider is slow. Try again in a few seconds.";
  throw new ServiceError("refresh_pending", message);
}

/**
 * Has a connection renewed and waits until that has ended, well or badly: by the worker, or in this process where no worker
 * runs. A thousand readers in one process wait for one renewal. No path renews without the lease (trust rules §6a).
 * @returns the row as it is afterwards. @throws ServiceError `refresh_pending` (503) when it takes too long.
 */
export function awaitRenewal(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const { renewals } = waiting();
  const known = renewals.get(row.id);
  if (known) return known;
  const work = renewal(ctx, row).finally(() => renewals.delete(row.id));
  renewals.set(row.id, work);
  return work;
}

/** Calls the worker for a token that lives and is due; without a worker, renews it in this process. Nobody waits for it. */
export function callForRenewal(row: ConnectionRow): void {
  const { woken } = waiting();
  const now = performance.now();
  if (now - (woken.get(row.id) ?? Number.NEGATIVE_INFINITY) < WAKE_AGAIN_MS) return;
  if (woken.size >= MAX_REMEMBERED) woken.clear();
  woken.set(row.id, now);
  void isWorkerAlive()
    .then((isAlive) => (isAlive ? notifyWorkers() : refreshHere(row)))
    .catch(noteBroken);
}
