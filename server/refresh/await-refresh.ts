import type { Ctx } from "@/server/core/ctx";
import { ServiceError } from "@/server/core/errors";
import { perProcess } from "@/server/core/per-process";
import { pool } from "@/server/db";
import { listen } from "@/server/db/listen";
import { type ConnectionRow, readConnectionRow } from "@/server/vault/connection";
import { REFRESH_CHANNEL, REFRESHED_CHANNEL } from "./channels";
import { logRefreshError, refreshHere } from "./refresh-claimed";
import { isWorkerAlive } from "./worker-alive";

/** How long a reader waits for a token that another process is refreshing. */
const WAIT_LIMIT_MS = 20_000;
const POLL_MS = 400;
/** Least time between two requests to refresh the same valid token, however many readers it has. */
const REQUEST_INTERVAL_MS = 5_000;
const MAX_REMEMBERED = 10_000;

interface Waiting {
  /** Dispatches an event named by the connection's internal id when its refresh has finished. */
  finished: EventTarget;
  refreshes: Map<string, Promise<ConnectionRow>>;
  requestedAt: Map<string, number>;
  listening: Promise<unknown> | undefined;
}

const waiting = perProcess("refresh-waiting", (): Waiting => {
  return { finished: new EventTarget(), refreshes: new Map(), requestedAt: new Map(), listening: undefined };
});

function notifyWorkers(): Promise<unknown> {
  return pool().query("select pg_notify($1, '')", [REFRESH_CHANNEL]);
}

async function reread(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const latest = await readConnectionRow(ctx, { connectionId: row.connectionId, providerConfigKey: row.uniqueKey });
  if (!latest) throw new ServiceError("not_found", "The connection was deleted while its token was being refreshed.");
  return latest;
}

/** Waits until this connection's refresh is reported as finished, or until it is time to poll. */
function waitForNotification(id: string): Promise<void> {
  const { finished } = waiting();
  return new Promise((resolve) => {
    const timer = setTimeout(done, POLL_MS * (0.5 + Math.random()));
    function done() {
      clearTimeout(timer);
      finished.removeEventListener(id, done);
      resolve();
    }
    finished.addEventListener(id, done);
  });
}

/** Marks the row as wanted and wakes the workers. Does nothing if the row was refreshed since it was read. */
async function markWanted({ id, environmentId, fence }: ConnectionRow): Promise<void> {
  const { rowCount } = await pool().query({
    name: "want-refresh",
    text: `update "Connection" set "refreshWantedAt" = now()
      where id = $1 and "environmentId" = $2 and fence = $3 and "refreshWantedAt" is null`,
    values: [id, environmentId, fence],
  });
  if (rowCount) await notifyWorkers();
}

/** Listens for finished refreshes. One listener serves the whole process. */
async function listenForFinished(): Promise<void> {
  const state = waiting();
  state.listening ??= listen(pool(), [REFRESHED_CHANNEL], (_channel, id) =>
    state.finished.dispatchEvent(new Event(id)),
  );
  await state.listening;
}

/** Whether a refresh has finished since the row was read. */
function hasFinished(latest: ConnectionRow, row: ConnectionRow): boolean {
  return latest.fence !== row.fence && latest.leaseUntil === null;
}

async function waitForRefresh(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const end = performance.now() + WAIT_LIMIT_MS;
  let latest = row;
  let wantedFence: number | undefined;
  while (performance.now() < end) {
    if (await isWorkerAlive()) {
      if (wantedFence !== latest.fence) await Promise.all([markWanted(latest), listenForFinished()]);
      wantedFence = latest.fence;
      await waitForNotification(row.id);
    } else if (!(await refreshHere(latest))) {
      await waitForNotification(row.id);
    }
    latest = await reread(ctx, row);
    if (hasFinished(latest, row)) return latest;
  }
  const message = "The token is being refreshed and the provider is slow to respond. Try again in a few seconds.";
  throw new ServiceError("refresh_pending", message);
}

/**
 * Refreshes a connection and returns its row when the refresh has succeeded or failed. The worker does it, or this process if
 * no worker is running. All readers in one process share one refresh. Every path takes the lease (docs/decisions/0009-refresh.md).
 * @throws ServiceError `refresh_pending` (503) after 20 seconds, `not_found` if the connection is deleted meanwhile.
 */
export function awaitRefresh(ctx: Ctx, row: ConnectionRow): Promise<ConnectionRow> {
  const { refreshes } = waiting();
  const known = refreshes.get(row.id);
  if (known) return known;
  const work = waitForRefresh(ctx, row).finally(() => refreshes.delete(row.id));
  refreshes.set(row.id, work);
  return work;
}

/** Starts a refresh of a token that is valid and due, without waiting. Wakes the worker, or refreshes here if none is running. */
export function requestRefresh(row: ConnectionRow): void {
  const { requestedAt } = waiting();
  const now = performance.now();
  if (now - (requestedAt.get(row.id) ?? Number.NEGATIVE_INFINITY) < REQUEST_INTERVAL_MS) return;
  if (requestedAt.size >= MAX_REMEMBERED) requestedAt.clear();
  requestedAt.set(row.id, now);
  void isWorkerAlive()
    .then((isAlive) => (isAlive ? notifyWorkers() : refreshHere(row)))
    .catch(logRefreshError);
}
