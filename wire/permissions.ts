import { z } from "zod";
import type { Scope } from "./api-keys";

/** The role of a member in a team. Every member is an owner until roles can be assigned. */
export const ROLES = ["owner", "admin", "developer", "support"] as const;
export const Role = z.enum(ROLES);
export type Role = z.output<typeof Role>;

/** Who has a permission. */
export interface Grant {
  /** Scopes of an API key, any of which is enough. `"any"`: every key. Empty: no key. */
  scopes: "any" | readonly Scope[];
  /** Roles that have it in every environment. */
  roles: readonly Role[];
  /** Roles that have it except in production environments. */
  rolesOutsideProduction?: readonly Role[];
  /** Whether an end user has it through a connect session. */
  session?: true;
}

const EVERY_ROLE = ROLES;
const BUILDERS: readonly Role[] = ["owner", "admin", "developer"];
/** For actions that reveal or replace secrets, or can't be undone. Developers may do them outside production only. */
const GUARDED = {
  roles: ["owner", "admin"],
  rolesOutsideProduction: ["developer"],
} satisfies Pick<Grant, "roles" | "rolesOutsideProduction">;

/** Every permission and who has it. System jobs have all of them. Scope names: wire protocol §1.3. */
export const PERMISSIONS = {
  "catalog:read": { scopes: "any", roles: EVERY_ROLE, session: true },

  "integrations:list": {
    scopes: ["environment:integrations:list", "environment:integrations:list_credentials"],
    roles: EVERY_ROLE,
    session: true,
  },
  "integrations:read": {
    scopes: ["environment:integrations:read", "environment:integrations:read_credentials"],
    roles: EVERY_ROLE,
  },
  "integrations:read_credentials": { scopes: ["environment:integrations:read_credentials"], ...GUARDED },
  "integrations:create": { scopes: ["environment:integrations:create"], roles: BUILDERS },
  "integrations:update": { scopes: ["environment:integrations:update"], roles: BUILDERS },
  /** Giving an integration another client or key, beside `integrations:update`. */
  "integrations:replace_credentials": { scopes: ["environment:integrations:update"], ...GUARDED },
  "integrations:delete": { scopes: ["environment:integrations:delete"], ...GUARDED },

  "connections:list": {
    scopes: ["environment:connections:list", "environment:connections:list_credentials"],
    roles: EVERY_ROLE,
  },
  "connections:read": {
    scopes: ["environment:connections:read", "environment:connections:read_credentials"],
    roles: EVERY_ROLE,
  },
  "connections:read_credentials": { scopes: ["environment:connections:read_credentials"], ...GUARDED },
  "connections:refresh": { scopes: ["environment:connections:read_credentials"], roles: BUILDERS },
  "connections:create": { scopes: ["environment:connections:create"], roles: BUILDERS },
  /** Importing over a connection that exists, beside `connections:create`. */
  "connections:replace_credentials": { scopes: ["environment:connections:create"], ...GUARDED },
  "connections:delete": { scopes: ["environment:connections:delete"], ...GUARDED },

  "connect_sessions:create": { scopes: ["environment:connect_sessions:write"], roles: BUILDERS },
  /** What the Connect UI does for the end user of its session. */
  "connect_session:use": { scopes: [], roles: [], session: true },

  "api_keys:list": { scopes: [], roles: EVERY_ROLE },
  "api_keys:create": { scopes: [], ...GUARDED },
  "api_keys:reveal": { scopes: [], ...GUARDED },
  "api_keys:delete": { scopes: [], ...GUARDED },

  "webhooks:read": { scopes: [], roles: EVERY_ROLE },
  "webhooks:update": { scopes: [], ...GUARDED },
  "webhooks:send": { scopes: [], roles: BUILDERS },
  "webhook_signing_key:reveal": { scopes: [], ...GUARDED },
  "webhook_signing_key:rotate": { scopes: ["environment:webhook_signing_key:rotate"], ...GUARDED },

  "environment:read": { scopes: [], roles: EVERY_ROLE },
  "environment:update": { scopes: [], ...GUARDED },
  "logs:read": { scopes: ["environment:logs:read"], roles: EVERY_ROLE },
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

/** Returns who has a permission. */
export function grantOf(permission: Permission): Grant {
  return PERMISSIONS[permission];
}
