import type { HealthState } from "@/wire/connections";

interface HealthText {
  label: string;
  tone: "good" | "warn" | "bad";
  /** What the state means. Shown if the server gives no reason. */
  meaning: string;
}

/** The texts of each health state. */
export const HEALTH: Record<HealthState, HealthText> = {
  healthy: { label: "Healthy", tone: "good", meaning: "No failures, and no known expiry." },
  expiring: {
    label: "Expiring",
    tone: "warn",
    meaning: "The credentials expire soon and can't be refreshed without the end user.",
  },
  pending: {
    label: "Waiting for approval",
    tone: "warn",
    meaning: "An owner of the end user's account must approve the installation.",
  },
  failing: {
    label: "Refresh failing",
    tone: "warn",
    meaning: "The last refresh failed. Keyhold retries, and serves the current token while it is valid.",
  },
  needs_reconnect: {
    label: "Needs reconnect",
    tone: "bad",
    meaning: "The provider no longer accepts the credentials.",
  },
  interrupted: {
    label: "Interrupted",
    tone: "bad",
    meaning: "A refresh was cut off before the provider's response arrived, and the old token no longer works.",
  },
};
