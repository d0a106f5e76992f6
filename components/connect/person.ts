import type { SessionView } from "@/wire/connect-sessions";

/** Whom an account is connected for, as far as the session says. */
export interface Person {
  name: string;
  /** Said beside the name when it adds something. */
  email: string | null;
}

/** The person of a session: name and address, else the address, else the id; null for a session without end user. */
export function readPerson(session: Pick<SessionView, "endUser">): Person | null {
  const { endUser } = session;
  if (!endUser) return null;
  const name = text(endUser.displayName) ?? text(endUser.display_name);
  const email = text(endUser.email);
  if (name) return { name, email: email === name ? null : email };
  if (email) return { name: email, email: null };
  const id = text(endUser.id);
  return id ? { name: id, email: null } : null;
}

/** Config that the session's creator has fixed for an integration: its fields are not asked for. */
export function givenConfig(session: Pick<SessionView, "integrations_config_defaults">, key: string): string[] {
  const defaults = session.integrations_config_defaults ?? {};
  const entry = Object.hasOwn(defaults, key) ? defaults[key] : null;
  const config = isRecord(entry) ? entry.connection_config : null;
  return isRecord(config) ? Object.keys(config) : [];
}

/** The guide that the session's creator names for an integration, in place of the provider's. */
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
