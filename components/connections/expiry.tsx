"use client";
import { RelativeTime } from "@/components/shared/relative-time";
import { useRoughNow } from "@/components/shared/use-rough-now";

interface Props {
  /** ISO 8601 with a time zone. */
  date: string;
  startsSentence?: boolean;
}

/** When something expires, or expired: "expires in 3 days", "expired 3 days ago". */
export function Expiry({ date, startsSentence = false }: Props) {
  const now = useRoughNow();
  const isPast = now !== null && new Date(date).getTime() < now;
  const [inside, atStart] = isPast ? ["expired", "Expired"] : ["expires", "Expires"];
  return (
    <>
      {startsSentence ? atStart : inside} <RelativeTime date={date} />
    </>
  );
}
