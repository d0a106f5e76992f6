import { env } from "@/server/core/env";
import { type Announcement, onAnnounced } from "@/server/db";
import { REFRESH_CHANNEL } from "@/server/refresh/channels";
import { DELIVERY_CHANNEL } from "@/server/webhooks/lane";
import { inngestClient } from "./client";
import { chunks, DELIVERY_QUEUED, REFRESH_WANTED } from "./events";

const EVENTS: Record<string, string> = { [DELIVERY_CHANNEL]: DELIVERY_QUEUED, [REFRESH_CHANNEL]: REFRESH_WANTED };

/** The events of one transaction. Work with the same data needs one event: a thousand deliveries to one endpoint, for instance. */
function eventsOf(announced: Announcement[]) {
  const byData = new Map(announced.map((one) => [JSON.stringify([one.channel, one.data]), one]));
  return [...byData.values()].flatMap(({ channel, key: id, data }) => {
    const name = EVENTS[channel];
    return name ? [{ id, name, data }] : [];
  });
}

/**
 * From now on, this process sends an Inngest event for the work it announces, in the request that announces it.
 * Does nothing unless Inngest is set up.
 */
export async function sendAnnouncements(): Promise<void> {
  if (!env().usesInngest) return;
  const inngest = await inngestClient();
  onAnnounced(async (announced) => {
    for (const part of chunks(eventsOf(announced))) await inngest.send(part);
  });
}
