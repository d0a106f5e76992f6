import type { StatusTone } from "@/components/ui/status";
import type { DeliveryItem } from "@/wire/webhooks";

/** How a delivery stands, in a word and a colour. */
export function deliveryState({ status, attempts }: Pick<DeliveryItem, "status" | "attempts">): {
  tone: StatusTone;
  word: string;
} {
  if (status === "delivered") return { tone: "ok", word: "Delivered" };
  if (status === "failed") return { tone: "bad", word: "Given up" };
  return attempts === 0 ? { tone: "idle", word: "Waiting" } : { tone: "warn", word: "Retrying" };
}

/** What the receiver said last, and how often it was asked. */
export function answerWords({ attempts, lastStatus, lastError }: DeliveryItem): string {
  if (attempts === 0) return lastError === null && lastStatus === null ? "Not sent yet." : "About to be sent again.";
  const times = attempts === 1 ? "" : ` Tried ${attempts} times.`;
  return `${lastError ?? (lastStatus === null ? "No answer yet." : `Answered ${lastStatus}.`)}${times}`;
}
