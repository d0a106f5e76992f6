import { z } from "zod";

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use lower-case letters, digits and hyphens.")
  .max(100);
export const Template = z.string().min(1).max(2000);
const FieldName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.]*$/)
  .max(100);

/** Names and values as templates, such as headers or parameters. */
export const Templates = z.record(z.string().min(1).max(200), Template);

/** A value a person or the provider supplies, kept in the clear with the connection. */
export const Variable = z.strictObject({
  name: FieldName,
  kind: z
    .enum(["label", "hostname", "url", "choice", "digits", "uuid", "email", "text"])
    .describe("label: one part of a host name."),
  values: z.array(z.string()).optional().describe("Of a choice."),
  default: z.string().optional(),
  pattern: z.string().optional().describe("Anchored regular expression."),
  example: z.string().optional().describe("Our own."),
  optional: z.boolean().optional(),
  from: z.enum(["token", "callback"]).optional().describe("Filled from the token answer or callback, never asked for."),
});
export type Variable = z.output<typeof Variable>;

/** A secret or name a person supplies, sealed with the connection. */
export const Credential = z.strictObject({
  name: FieldName,
  secret: z.boolean().optional(),
  kind: z.enum(["text", "email", "url", "uuid"]).optional(),
  pattern: z.string().optional(),
  prefix: z.string().optional(),
  default: z.string().optional(),
  optional: z.boolean().optional(),
});
export type Credential = z.output<typeof Credential>;

export const ApiAuth = z.strictObject({
  in: z.enum(["header", "query", "basic", "path", "body", "oauth1", "sigv4", "signature", "none"]),
  name: z.string().optional(),
  format: Template.optional(),
});

/** How the API is called once connected. */
export const Api = z.strictObject({
  baseUrl: Template.optional(),
  auth: ApiAuth,
  headers: Templates.optional(),
  query: Templates.optional(),
});

/** One call, to a path of the API or an address of its own. */
export const Call = z.strictObject({
  method: z.enum(["GET", "POST", "DELETE"]),
  path: Template.optional(),
  url: Template.optional(),
  body: z.unknown().optional(),
});

/** What every entry has. */
export const common = {
  $schema: z.string().optional(),
  slug: Slug,
  name: z.string().min(1).max(100),
  categories: z.array(z.string()).min(1),
  docsUrl: z.url().optional(),
  registerAppUrl: z.url().optional().describe("Where a developer registers an OAuth app."),
  popular: z.number().int().positive().optional().describe("Rank in the catalog's first row. Absent: not in it."),
  variables: z.array(Variable).default([]),
  credentials: z.array(Credential).default([]),
  api: Api,
  verify: Call.optional().describe("A call that works only with a right credential."),
  revoke: z.strictObject({ method: z.enum(["POST", "DELETE"]), url: Template }).optional(),
  rateLimit: z
    .strictObject({
      after: z.array(z.string()).optional(),
      at: z.array(z.string()).optional(),
      remaining: z.string().optional(),
      status: z.array(z.string()).optional(),
    })
    .optional(),
};
