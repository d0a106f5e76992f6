import type { ConnectionItem } from "@/wire/connections";

/** Connections that expire on one day. */
export interface CalendarDay {
  /** The date in UTC, as ISO 8601. */
  day: string;
  title: string;
  connections: ConnectionItem[];
}

const TITLE = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

/** Groups connections by the day they expire. Keeps their order. */
export function daysOf(connections: readonly ConnectionItem[]): CalendarDay[] {
  const days = new Map<string, ConnectionItem[]>();
  for (const connection of connections) {
    const day = (connection.health.ends_at ?? "").slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), connection]);
  }
  return [...days].map(([day, expiring]) => ({
    day,
    title: TITLE.format(new Date(`${day}T00:00:00Z`)),
    connections: expiring,
  }));
}
