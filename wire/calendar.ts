import { z } from "zod";
import { ConnectionItem } from "./connections";

export const CalendarQuery = z.strictObject({
  days: z.number().int().min(1).max(365).default(30).describe("How far to look ahead."),
});
export type CalendarQuery = z.output<typeof CalendarQuery>;

const Part = z.strictObject({
  total: z.number().int().describe("Number of connections, at most 10,000."),
  connections: z.array(ConnectionItem).describe("The first 200 connections."),
});

/** Connections that will expire, and those whose end user must reconnect. */
export const Calendar = z.strictObject({ ending: Part, lost: Part });
export type Calendar = z.output<typeof Calendar>;
