import { z } from "zod";

/** What runs the background work, and whether it is alive. */
const WorkerState = z.strictObject({
  by: z
    .enum(["worker", "inngest", "none"])
    .describe(
      "What runs the background work. `none`: tokens are refreshed only when a call reads them, and webhooks wait.",
    ),
  alive: z
    .boolean()
    .describe("Whether a worker sent a heartbeat within the last 15 seconds, or Inngest runs the work."),
  count: z.number().int().describe("Number of workers with a heartbeat within the last 15 seconds."),
  last_beat_at: z.iso.datetime().nullable().describe("Last heartbeat of a worker. Null: none within the last hour."),
});

/** Work that is waiting. Counts stop at 10,000. */
const Backlog = z.strictObject({
  refresh_due: z.number().int().describe("Connections whose refresh is due."),
  refresh_oldest_seconds: z.number().int().describe("How long the oldest due refresh has been waiting, in seconds."),
  refresh_wanted: z.number().int().describe("Connections whose refresh a call is waiting for."),
  deliveries_due: z.number().int().describe("Webhook deliveries that are due."),
  late_replies: z.number().int().describe("Provider responses that arrived late and aren't processed yet."),
});

export const InstanceState = z
  .strictObject({
    worker: WorkerState.describe("What runs the background work."),
    backlog: Backlog.describe("Background work that is waiting. Counts stop at 10,000."),
  })
  .meta({ id: "InstanceState" });
export type InstanceState = z.output<typeof InstanceState>;

/** The response of `GET /health`. */
export const Health = z.strictObject({ result: z.literal("ok").describe("Always `ok`.") });

/** The response of `GET /ready`. */
export const Readiness = z.strictObject({ ...Health.shape, ...InstanceState.shape });
