import { env } from "@/server/core/env";
import { type Announcement, onAnnounced } from "@/server/db";
import { REFRESH_CHANNEL } from "@/server/refresh/channels";
import { DELIVERY_CHANNEL } from "@/server/webhooks/lane";
import { inngestClient } from "./client";
import { chunks, DELIVERY_QUEUED, REFRESH_WANTED } from "./events";

const EVENTS: Record<string, string> = { [DELIVERY_CHANNEL]: DELIVERY_QUEUED, [REFRESH_CHANNEL]: REFRESH_WANTED };

/** Returns the events of one transaction. Work with the same data needs only one event, such as many deliveries to one endpoint. */
function eventsOf(announced: Announcement[]) {
  const byData = new Map(announced.map((one) => [JSON.stringify([one.channel, one.data]), one]));
  return [...byData.values()].flatMap(({ channel, key: id, data }) => {
    const name = EVENTS[channel];
    return name ? [{ id, name, data }] : [];
  });
}

/**
 * Makes this process send an Inngest event for each announced unit of work, in the request that announces it.
 * Does nothing unless Inngest is configured.
 */
export async function sendAnnouncements(): Promise<void> {
  if (!env().usesInngest) return;
  const inngest = await inngestClient();
  onAnnounced(async (announced) => {
    for (const part of chunks(eventsOf(announced))) await inngest.send(part);
  });
}
