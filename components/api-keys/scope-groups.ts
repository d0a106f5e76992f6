import { SCOPES, type Scope } from "@/wire/api-keys";

/** Everything in the environment, also what is added later. */
export const FULL_ACCESS: Scope = "environment:*";

/** Scopes that belong together. */
export interface ScopeGroup {
  label: string;
  /** One scope for all of the group. Null: the group is a collection of single ones. */
  all: Scope | null;
  scopes: readonly Scope[];
}

const TEXTS: Partial<Record<Scope, string>> = {
  "environment:integrations:list": "List integrations",
  "environment:integrations:list_credentials": "List integrations with client ids and secrets",
  "environment:integrations:read": "Read an integration",
  "environment:integrations:read_credentials": "Read an integration with its client id and secret",
  "environment:integrations:create": "Create integrations",
  "environment:integrations:update": "Change integrations",
  "environment:integrations:delete": "Delete integrations",
  "environment:connections:list": "List connections",
  "environment:connections:list_credentials": "List connections with their credentials",
  "environment:connections:read": "Read a connection",
  "environment:connections:read_credentials": "Read a connection with its live credential",
  "environment:connections:create": "Import connections",
  "environment:connections:update": "Change metadata and tags",
  "environment:connections:delete": "Delete connections",
  "environment:connect_sessions:write": "Create connect sessions",
  "environment:proxy": "Call APIs through the proxy",
  "environment:variables:read": "Read environment variables",
  "environment:webhook_signing_key:rotate": "Rotate the webhook signing key",
  "environment:logs:read": "Read logs",
};

/** What a scope allows; an unknown one is shown by its own name. */
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

/** All scopes but full access, group by group. */
export const SCOPE_GROUPS: readonly ScopeGroup[] = [
  ...NAMED,
  { label: "Other", all: null, scopes: SCOPES.filter((scope) => scope !== FULL_ACCESS && !named.has(scope)) },
];

/** Adds a scope, or takes it away. What a wildcard covers is not named beside it. */
export function toggleScope(chosen: readonly Scope[], scope: Scope): Scope[] {
  if (chosen.includes(scope)) return chosen.filter((other) => other !== scope);
  const covered = scope.endsWith(":*") ? new Set(below(scope)) : new Set<Scope>();
  return [...chosen.filter((other) => !covered.has(other)), scope];
}

/** What a key may do, in a word or two. */
export function accessWords(scopes: readonly string[]): string {
  if (scopes.includes(FULL_ACCESS)) return "Full access";
  return scopes.length === 1 ? "1 scope" : `${scopes.length} scopes`;
}
