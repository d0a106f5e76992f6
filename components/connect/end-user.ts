import type { SessionView } from "@/wire/connect-sessions";

/** The end user an account is connected for, as the session describes them. */
export interface ConnectEndUser {
  name: string;
  /** Shown next to the name. Null when the name is already the email address. */
  email: string | null;
}

/** Returns the end user's name and email, else only the email, else the ID. Null when the session has no end user. */
export function readEndUser(session: Pick<SessionView, "endUser">): ConnectEndUser | null {
  const { endUser } = session;
  if (!endUser) return null;
  const name = text(endUser.displayName) ?? text(endUser.display_name);
  const email = text(endUser.email);
  if (name) return { name, email: email === name ? null : email };
  if (email) return { name: email, email: null };
  const id = text(endUser.id);
  return id ? { name: id, email: null } : null;
}

/** Names of the config fields that the session sets for an integration. The form doesn't ask for them. */
export function givenConfig(session: Pick<SessionView, "integrations_config_defaults">, key: string): string[] {
  const defaults = session.integrations_config_defaults ?? {};
  const entry = Object.hasOwn(defaults, key) ? defaults[key] : null;
  const config = isRecord(entry) ? entry.connection_config : null;
  return isRecord(config) ? Object.keys(config) : [];
}

/** The guide that the session sets for an integration, instead of the provider's. */
export function guideOverride(session: Pick<SessionView, "overrides">, key: string): string | null {
  const overrides = session.overrides ?? {};
  const entry = Object.hasOwn(overrides, key) ? overrides[key] : null;
  return isRecord(entry) ? text(entry.docs_connect) : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
