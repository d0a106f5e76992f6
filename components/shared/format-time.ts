const STEPS: [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ["year", 365 * 86_400_000],
  ["month", 30 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** Formats a time relative to now, in the largest fitting unit. Both in epoch milliseconds. */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  const step = STEPS.find(([, ms]) => Math.abs(distance) >= ms);
  if (!step) return distance > 0 ? "in less than a minute" : "just now";
  const [unit, ms] = step;
  return relative.format(Math.trunc(distance / ms), unit);
}

/** Formats an exact time with its zone. Without `zone`: the zone of this machine. */
export function formatExact(at: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  }).format(at);
}
