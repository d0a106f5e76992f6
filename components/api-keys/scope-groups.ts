import { SCOPES, type Scope } from "@/wire/api-keys";

/** Everything in the environment, including scopes added later. */
export const FULL_ACCESS: Scope = "environment:*";

/** A group of related scopes. */
export interface ScopeGroup {
  label: string;
  /** The scope that covers the whole group. Null: there is none. */
  all: Scope | null;
  scopes: readonly Scope[];
}

const TEXTS: Partial<Record<Scope, string>> = {
  "environment:integrations:list": "List integrations",
  "environment:integrations:list_credentials": "List integrations with client IDs and secrets",
  "environment:integrations:read": "Read an integration",
  "environment:integrations:read_credentials": "Read an integration with its client ID and secret",
  "environment:integrations:create": "Create integrations",
  "environment:integrations:update": "Update integrations",
  "environment:integrations:delete": "Delete integrations",
  "environment:connections:list": "List connections",
  "environment:connections:list_credentials": "List connections with their credentials",
  "environment:connections:read": "Read a connection",
  "environment:connections:read_credentials": "Read a connection with its credentials",
  "environment:connections:create": "Import connections",
  "environment:connections:update": "Update metadata and tags",
  "environment:connections:delete": "Delete connections",
  "environment:connect_sessions:write": "Create connect sessions",
  "environment:proxy": "Call APIs through the proxy (not available yet)",
  "environment:variables:read": "Read environment variables",
  "environment:webhook_signing_key:rotate": "Rotate the webhook signing key",
  "environment:logs:read": "Read logs",
};

/** Describes what a scope allows. Returns an unknown scope unchanged. */
export function scopeText(scope: Scope): string {
  return TEXTS[scope] ?? scope;
}

function below(all: Scope): Scope[] {
  return SCOPES.filter((scope) => scope !== all && scope.startsWith(all.slice(0, -1)));
}

function groupOf(label: string, all: Scope): ScopeGroup {
  return { label, all, scopes: below(all) };
}

const NAMED = [
  groupOf("Integrations", "environment:integrations:*"),
  groupOf("Connections", "environment:connections:*"),
];
const named = new Set(NAMED.flatMap(({ all, scopes }) => [all, ...scopes]));

/** All scopes except full access, by group. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  ...NAMED,
  { label: "Other", all: null, scopes: SCOPES.filter((scope) => scope !== FULL_ACCESS && !named.has(scope)) },
];

/** Adds or removes a scope. Adding a wildcard removes the scopes it covers. */
export function toggleScope(chosen: readonly Scope[], scope: Scope): Scope[] {
  if (chosen.includes(scope)) return chosen.filter((other) => other !== scope);
  const covered = scope.endsWith(":*") ? new Set(below(scope)) : new Set<Scope>();
  return [...chosen.filter((other) => !covered.has(other)), scope];
}

/** Summarizes the access of a key in a short label. */
export function accessLabel(scopes: readonly string[]): string {
  if (scopes.includes(FULL_ACCESS)) return "Full access";
  return scopes.length === 1 ? "1 scope" : `${scopes.length} scopes`;
}
