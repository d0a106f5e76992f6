import { describe, expect, it } from "vitest";
import { type Actor, createCtx } from "@/server/core/ctx";
import { SCOPES, type Scope } from "@/wire/api-keys";
import { grantOf, PERMISSION_NAMES, type Permission, ROLES, type Role } from "@/wire/permissions";
import { may, permit } from "./permit";

const PLACE = { teamId: "team_a", environmentId: "e", environmentName: "dev" };
const key = (...scopes: string[]): Actor => ({ kind: "key", keyId: "key_a", scopes });
const user = (role: Role, inProduction?: boolean): Actor => {
  return { kind: "user", userId: "usr_a", role, ...(inProduction !== undefined && { inProduction }) };
};
const session: Actor = { kind: "session", sessionId: "ses_a" };
const system: Actor = { kind: "system", job: "test" };
const mayAs = (actor: Actor, permission: Permission) => may(createCtx(actor, PLACE), permission);

/** A second copy by hand, so that a change of the table must be made here too. */
const EVERYONE = "owner admin developer support";
const BUILDERS = "owner admin developer";
const MANAGERS = "owner admin";
const integrations = (name: string) => `environment:integrations:${name}`;
const connections = (name: string) => `environment:connections:${name}`;
const EXPECTED: Record<Permission, { scopes: string; production: string; development: string; session?: true }> = {
  "catalog:read": { scopes: "any", production: EVERYONE, development: EVERYONE, session: true },
  "integrations:list": {
    scopes: `${integrations("list")} ${integrations("list_credentials")}`,
    production: EVERYONE,
    development: EVERYONE,
    session: true,
  },
  "integrations:read": {
    scopes: `${integrations("read")} ${integrations("read_credentials")}`,
    production: EVERYONE,
    development: EVERYONE,
  },
  "integrations:read_credentials": {
    scopes: integrations("read_credentials"),
    production: MANAGERS,
    development: BUILDERS,
  },
  "integrations:create": { scopes: integrations("create"), production: BUILDERS, development: BUILDERS },
  "integrations:update": { scopes: integrations("update"), production: BUILDERS, development: BUILDERS },
  "integrations:replace_credentials": {
    scopes: integrations("update"),
    production: MANAGERS,
    development: BUILDERS,
  },
  "integrations:delete": { scopes: integrations("delete"), production: MANAGERS, development: BUILDERS },
  "connections:list": {
    scopes: `${connections("list")} ${connections("list_credentials")}`,
    production: EVERYONE,
    development: EVERYONE,
  },
  "connections:read": {
    scopes: `${connections("read")} ${connections("read_credentials")}`,
    production: EVERYONE,
    development: EVERYONE,
  },
  "connections:read_credentials": {
    scopes: connections("read_credentials"),
    production: MANAGERS,
    development: BUILDERS,
  },
  "connections:refresh": { scopes: connections("read_credentials"), production: BUILDERS, development: BUILDERS },
  "connections:create": { scopes: connections("create"), production: BUILDERS, development: BUILDERS },
  "connections:replace_credentials": { scopes: connections("create"), production: MANAGERS, development: BUILDERS },
  "connections:delete": { scopes: connections("delete"), production: MANAGERS, development: BUILDERS },
  "connect_sessions:create": {
    scopes: "environment:connect_sessions:write",
    production: BUILDERS,
    development: BUILDERS,
  },
  "connect_session:use": { scopes: "", production: "", development: "", session: true },
  "api_keys:list": { scopes: "", production: EVERYONE, development: EVERYONE },
  "api_keys:create": { scopes: "", production: MANAGERS, development: BUILDERS },
  "api_keys:reveal": { scopes: "", production: MANAGERS, development: BUILDERS },
  "api_keys:delete": { scopes: "", production: MANAGERS, development: BUILDERS },
  "webhooks:read": { scopes: "", production: EVERYONE, development: EVERYONE },
  "webhooks:update": { scopes: "", production: MANAGERS, development: BUILDERS },
  "webhooks:send": { scopes: "", production: BUILDERS, development: BUILDERS },
  "webhook_signing_key:reveal": { scopes: "", production: MANAGERS, development: BUILDERS },
  "webhook_signing_key:rotate": {
    scopes: "environment:webhook_signing_key:rotate",
    production: MANAGERS,
    development: BUILDERS,
  },
  "environment:read": { scopes: "", production: EVERYONE, development: EVERYONE },
  "environment:update": { scopes: "", production: MANAGERS, development: BUILDERS },
  "logs:read": { scopes: "environment:logs:read", production: EVERYONE, development: EVERYONE },
};
const listOf = (text: string) => text.split(" ").filter(Boolean);

describe.each(PERMISSION_NAMES)("%s", (permission) => {
  const expected = EXPECTED[permission];
  const single = SCOPES.filter((scope) => !scope.endsWith("*"));

  it("is granted only to keys with one of its scopes", () => {
    const allowed = single.filter((scope) => mayAs(key(scope), permission));
    expect(allowed).toEqual(
      expected.scopes === "any" ? single : single.filter((s) => listOf(expected.scopes).includes(s)),
    );
    expect(mayAs(key(), permission)).toBe(expected.scopes === "any");
    const others: Scope[] = single.filter((scope) => !listOf(expected.scopes).includes(scope));
    expect(mayAs(key(...others), permission)).toBe(expected.scopes === "any");
  });

  it("is granted by environment:* when any scope grants it", () => {
    expect(mayAs(key("environment:*"), permission)).toBe(expected.scopes !== "");
  });

  it.each(["production", "development"] as const)("is granted to the right roles in %s", (kind) => {
    const roles = ROLES.filter((role) => mayAs(user(role, kind === "production"), permission));
    expect(roles).toEqual(listOf(expected[kind]));
  });

  it("is checked as in production when the environment is unknown", () => {
    expect(ROLES.filter((role) => mayAs(user(role), permission))).toEqual(listOf(expected.production));
  });

  it("is granted to jobs, and to connect sessions only if the table says so", () => {
    expect(mayAs(session, permission)).toBe(expected.session === true);
    expect(mayAs(system, permission)).toBe(true);
  });
});

describe("the permission table", () => {
  it("gives an owner everything except the permissions of connect sessions", () => {
    const missing = PERMISSION_NAMES.filter((permission) => !mayAs(user("owner", true), permission));
    expect(missing).toEqual(["connect_session:use"]);
  });

  it("gives support no permission to change data or reveal secrets", () => {
    const has = PERMISSION_NAMES.filter((permission) => mayAs(user("support", false), permission));
    expect(has.filter((permission) => !/:(read|list)$/.test(permission))).toEqual([]);
  });

  it("has every API key scope, except those of unreleased features", () => {
    const used = new Set<string>(PERMISSION_NAMES.flatMap((permission) => grantOf(permission).scopes));
    expect(SCOPES.filter((scope) => !scope.endsWith("*") && !used.has(scope))).toEqual([
      "environment:connections:update",
      "environment:proxy",
      "environment:variables:read",
    ]);
  });
});

describe("a rejected permission", () => {
  const refuse = (actor: Actor, permission: Permission) => () => permit(createCtx(actor, PLACE), permission);

  it.each<[Actor, Permission, string]>([
    [key(), "connections:create", "Insufficient scope. Required: environment:connections:create"],
    [
      key(),
      "connections:read",
      "Insufficient scope. Required one of: environment:connections:read or environment:connections:read_credentials",
    ],
    [key("environment:*"), "api_keys:create", "API keys can't do this. Use the dashboard."],
    [user("support"), "api_keys:create", "Your role (support) doesn't allow this. Ask an owner or admin of your team."],
    [session, "connections:list", "A connect session can't do this. Use an API key."],
  ])("says what is missing and what to do: %o %s", (actor, permission, message) => {
    expect(refuse(actor, permission)).toThrow(expect.objectContaining({ code: "forbidden", message }));
  });

  it.each(["environment:connections", "environment:connections:lis", "connections:list", "environment*", "*"])(
    "applies to a key with a similar but different scope: %s",
    (scope) => expect(refuse(key(scope), "connections:list")).toThrow("Insufficient scope"),
  );
});
