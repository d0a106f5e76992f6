"use client";
import { cn } from "@/lib/utils";
import { formatExact, formatRelative } from "./format-time";
import { useRoughNow } from "./use-rough-now";

interface RelativeTimeProps {
  /** A time. A string must be ISO 8601 with a time zone. */
  date: Date | string | number;
  className?: string;
}

/** A relative time, kept up to date. Shows the exact time with its zone on hover. */
export function RelativeTime({ date, className }: RelativeTimeProps) {
  const now = useRoughNow();
  const at = new Date(date).getTime();
  if (Number.isNaN(at)) return null;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      // The server doesn't know the user's clock or time zone. Both apply after hydration.
      title={formatExact(at, now === null ? "UTC" : undefined)}
      className={cn("whitespace-nowrap", className)}
    >
      {now === null ? formatExact(at, "UTC") : formatRelative(at, now)}
    </time>
  );
}
