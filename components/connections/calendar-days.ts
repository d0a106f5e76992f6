import type { ConnectionItem } from "@/wire/connections";

/** Connections that end on one day. */
export interface CalendarDay {
  /** Date in UTC, as ISO. */
  day: string;
  title: string;
  connections: ConnectionItem[];
}

const TITLE = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

/** Groups connections by the day of their end, in the order they come. */
export function daysOf(connections: readonly ConnectionItem[]): CalendarDay[] {
  const days = new Map<string, ConnectionItem[]>();
  for (const connection of connections) {
    const day = (connection.health.ends_at ?? "").slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), connection]);
  }
  return [...days].map(([day, ended]) => ({
    day,
    title: TITLE.format(new Date(`${day}T00:00:00Z`)),
    connections: ended,
  }));
}
