import { z } from "zod";

/** Who does the background work, and what waits for it. */
const WorkerState = z.strictObject({
  by: z.enum(["worker", "inngest", "none"]).describe("none: renewals run where they are needed; webhooks wait."),
  alive: z.boolean().describe("A worker showed itself within the last 15 seconds, or Inngest calls."),
  count: z.number().int().describe("Workers that did."),
  last_beat_at: z.iso.datetime().nullable().describe("When one last did. Null: none within the last hour."),
});

/** Work that waits. Counts end at 10,000. */
const Backlog = z.strictObject({
  refresh_due: z.number().int().describe("Connections whose renewal is due."),
  refresh_oldest_seconds: z.number().int().describe("How long the oldest of them has waited."),
  refresh_wanted: z.number().int().describe("Connections somebody waits for."),
  deliveries_due: z.number().int().describe("Webhooks that are due."),
  late_replies: z.number().int().describe("Answers of providers that came late and are not decided on yet."),
});

export const InstanceState = z
  .strictObject({
    worker: WorkerState.describe("Who does the background work."),
    backlog: Backlog.describe("What waits for it."),
  })
  .meta({ id: "InstanceState" });
export type InstanceState = z.output<typeof InstanceState>;

/** What `GET /health` answers. */
export const Health = z.strictObject({ result: z.literal("ok").describe("Always ok.") });

/** What `GET /ready` answers. */
export const Readiness = z.strictObject({ ...Health.shape, ...InstanceState.shape });
