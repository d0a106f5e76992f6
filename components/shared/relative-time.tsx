"use client";
import { cn } from "@/lib/utils";
import { exactWords, relativeWords } from "./time-words";
import { useRoughNow } from "./use-rough-now";

interface RelativeTimeProps {
  /** A moment; a text must be in ISO 8601 with its zone. */
  date: Date | string | number;
  className?: string;
}

/** A moment as people say it, kept up to date; exact, with its zone, on hover. */
export function RelativeTime({ date, className }: RelativeTimeProps) {
  const now = useRoughNow();
  const at = new Date(date).getTime();
  if (Number.isNaN(at)) return null;
  return (
    <time
      dateTime={new Date(at).toISOString()}
      // The server knows neither the person's clock nor their zone: both come in right after the page is taken over.
      title={exactWords(at, now === null ? "UTC" : undefined)}
      className={cn("whitespace-nowrap", className)}
    >
      {now === null ? exactWords(at, "UTC") : relativeWords(at, now)}
    </time>
  );
}
