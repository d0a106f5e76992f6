import type { HealthState } from "@/server/connections/schema";

interface HealthText {
  label: string;
  tone: "good" | "warn" | "bad";
  /** What the state means, where the server gives no reason of its own. */
  meaning: string;
  /** What the reader can do. */
  advice: string;
}

/** Each health state in words. */
export const HEALTH: Record<HealthState, HealthText> = {
  healthy: {
    label: "Healthy",
    tone: "good",
    meaning: "The credential works.",
    advice: "Nothing to do.",
  },
  expiring: {
    label: "Expiring",
    tone: "warn",
    meaning: "The credential ends soon and cannot be renewed without the user.",
    advice: "Send a reconnect link before it ends, so that nothing is interrupted.",
  },
  failing: {
    label: "Refresh failing",
    tone: "warn",
    meaning: "Renewing the token failed. Keyhold keeps trying, and serves the current token while it lives.",
    advice: "Refresh now to try at once. Send a reconnect link if it keeps failing.",
  },
  needs_reconnect: {
    label: "Needs reconnect",
    tone: "bad",
    meaning: "The provider no longer accepts the credential.",
    advice: "Send a reconnect link. The connection keeps its id, tags and metadata.",
  },
  interrupted: {
    label: "Interrupted",
    tone: "bad",
    meaning: "A refresh was cut off before the provider's answer arrived.",
    advice: "Refresh now. If that is refused, send a reconnect link.",
  },
};
