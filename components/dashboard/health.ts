import type { HealthState } from "@/wire/connections";

interface HealthText {
  label: string;
  tone: "good" | "warn" | "bad";
  /** What the state means, where the server gives no reason of its own. */
  meaning: string;
}

/** Each health state in words. */
export const HEALTH: Record<HealthState, HealthText> = {
  healthy: { label: "Healthy", tone: "good", meaning: "The credential works." },
  expiring: {
    label: "Expiring",
    tone: "warn",
    meaning: "The credential ends soon and cannot be renewed without the user.",
  },
  pending: {
    label: "Waiting for approval",
    tone: "warn",
    meaning: "An owner of the account must approve the installation.",
  },
  failing: {
    label: "Refresh failing",
    tone: "warn",
    meaning: "Renewing the token failed. Keyhold keeps trying, and serves the current token while it lives.",
  },
  needs_reconnect: { label: "Needs reconnect", tone: "bad", meaning: "The provider no longer accepts the credential." },
  interrupted: {
    label: "Interrupted",
    tone: "bad",
    meaning: "A renewal was cut off before the provider's answer arrived, and the old token no longer works.",
  },
};
