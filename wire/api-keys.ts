import { z } from "zod";

/** Every scope an API key can carry; a name that ends in `*` covers all that begin like it. Source: wire protocol §1.3. */
export const SCOPES = [
  "environment:*",
  "environment:integrations:*",
  "environment:integrations:list",
  "environment:integrations:list_credentials",
  "environment:integrations:read",
  "environment:integrations:read_credentials",
  "environment:integrations:create",
  "environment:integrations:update",
  "environment:integrations:delete",
  "environment:connections:*",
  "environment:connections:list",
  "environment:connections:list_credentials",
  "environment:connections:read",
  "environment:connections:read_credentials",
  "environment:connections:create",
  "environment:connections:update",
  "environment:connections:delete",
  "environment:connect_sessions:write",
  "environment:proxy",
  "environment:variables:read",
  "environment:webhook_signing_key:rotate",
  "environment:logs:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/** Ready-made sets of scopes for the usual jobs of a key. */
export const SCOPE_PROFILES: { id: string; label: string; hint: string; scopes: Scope[] }[] = [
  { id: "full", label: "Full access", hint: "Everything in this environment.", scopes: ["environment:*"] },
  {
    id: "connect",
    label: "Start connections",
    hint: "Only creates connect sessions. Right for a web server that never reads tokens.",
    scopes: ["environment:connect_sessions:write"],
  },
  {
    id: "backend",
    label: "Read credentials",
    hint: "Reads live credentials by id and uses the proxy; cannot list connections.",
    scopes: ["environment:connections:read", "environment:connections:read_credentials", "environment:proxy"],
  },
];

export const CreateApiKeyInput = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name.").max(100, "Use at most 100 characters."),
  scopes: z.array(z.enum(SCOPES)).min(1, "Choose at least one scope.").max(SCOPES.length),
});
export type CreateApiKeyInput = z.output<typeof CreateApiKeyInput>;

/** Names one key. */
export const ApiKeyRef = z.strictObject({ id: z.string() });
export type ApiKeyRef = z.output<typeof ApiKeyRef>;

/** A key as the list shows it. The key itself is shown once, at creation. */
export const ApiKeyItem = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe("First characters of the key."),
  scopes: z.array(z.string()),
  canReveal: z.boolean().describe("Whether the key itself can still be shown."),
  lastUsedAt: z.date().nullable().describe("At most a minute old. Null: never used."),
  createdAt: z.date(),
});
export type ApiKeyItem = z.output<typeof ApiKeyItem>;
