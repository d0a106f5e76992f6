import { z } from "zod";

/** Every scope an API key can have. A name that ends in `*` covers all scopes with the same prefix. Source: wire protocol §1.3. */
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

/** Predefined sets of scopes for common uses of a key. */
export const SCOPE_PROFILES: { id: string; label: string; hint: string; scopes: Scope[] }[] = [
  { id: "full", label: "Full access", hint: "Everything in this environment.", scopes: ["environment:*"] },
  {
    id: "connect",
    label: "Start connections",
    hint: "Creates connect sessions only. For a web server that never reads tokens.",
    scopes: ["environment:connect_sessions:write"],
  },
  {
    id: "backend",
    label: "Read credentials",
    hint: "Reads credentials by connection ID. Can't list connections.",
    scopes: ["environment:connections:read", "environment:connections:read_credentials", "environment:proxy"],
  },
];

export const CreateApiKeyInput = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name.").max(100, "Use at most 100 characters."),
  scopes: z.array(z.enum(SCOPES)).min(1, "Choose at least one scope.").max(SCOPES.length),
});
export type CreateApiKeyInput = z.output<typeof CreateApiKeyInput>;

/** Identifies one key. */
export const ApiKeyRef = z.strictObject({ id: z.string() });
export type ApiKeyRef = z.output<typeof ApiKeyRef>;

/** A key in the list. The list never contains the key itself. */
export const ApiKeyItem = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe("The first characters of the key."),
  scopes: z.array(z.string()),
  canReveal: z.boolean().describe("Whether the key itself can still be shown."),
  lastUsedAt: z.date().nullable().describe("When the key was last used, accurate to a minute. Null: never."),
  createdAt: z.date(),
});
export type ApiKeyItem = z.output<typeof ApiKeyItem>;
