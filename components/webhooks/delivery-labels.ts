import type { StatusTone } from "@/components/ui/status";
import type { DeliveryItem } from "@/wire/webhooks";

/** Returns the state of a delivery, as a word and a color. */
export function deliveryState({ status, attempts }: Pick<DeliveryItem, "status" | "attempts">): {
  tone: StatusTone;
  word: string;
} {
  if (status === "delivered") return { tone: "ok", word: "Delivered" };
  if (status === "failed") return { tone: "bad", word: "Failed" };
  return attempts === 0 ? { tone: "idle", word: "Waiting" } : { tone: "warn", word: "Retrying" };
}

/** Describes the last response and the number of attempts. */
export function responseLabel({ attempts, lastStatus, lastError }: DeliveryItem): string {
  if (attempts === 0) return lastError === null && lastStatus === null ? "Not sent yet." : "Sending again soon.";
  const times = attempts === 1 ? "" : ` ${attempts} attempts.`;
  return `${lastError ?? (lastStatus === null ? "No response yet." : `The endpoint returned ${lastStatus}.`)}${times}`;
}
