import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { getProvider } from "@/server/providers/get";
import { listProviders } from "@/server/providers/list";
import { keyOrSession } from "../auth";
import { commonErrors, jsonBody } from "../responses";
import { restRouter } from "../router";

const Slug = z
  .string()
  .max(255)
  .regex(/^[a-zA-Z0-9_-]+$/, "A provider's name has letters, digits, - and _.")
  .describe("Name of the provider in the catalog.");

/** A provider as the wire protocol has it; more fields come with its scheme. */
const Provider = z
  .looseObject({
    name: z.string().describe("Name in the catalog; the `provider` of an integration."),
    display_name: z.string().describe("Name for people."),
    auth_mode: z.string().describe("How accounts are connected, such as OAUTH2, API_KEY or BASIC."),
    logo_url: z.url().describe("SVG."),
    docs: z.string().describe("Where to read more."),
    categories: z.array(z.string()).optional().describe("What the provider is for."),
  })
  .meta({ id: "Provider" });

const list = createRoute({
  method: "get",
  path: "/providers",
  operationId: "listProviders",
  tags: ["Providers"],
  summary: "List the catalog",
  middleware: keyOrSession(),
  request: { query: z.strictObject({ search: z.string().max(255).optional().describe("Part of the name.") }) },
  responses: { 200: jsonBody(z.strictObject({ data: z.array(Provider).describe("By name.") }), "The providers."), ...commonErrors },
});

const get = createRoute({
  method: "get",
  path: "/providers/{slug}",
  operationId: "getProvider",
  tags: ["Providers"],
  summary: "Read a provider",
  middleware: keyOrSession(),
  request: { params: z.strictObject({ slug: Slug }) },
  responses: { 200: jsonBody(z.strictObject({ data: Provider.describe("The provider.") }), "The provider."), ...commonErrors },
});

/** The catalog of APIs an account can be connected of. */
export const providers = restRouter()
  .openapi(list, (c) => c.json({ data: listProviders(c.req.valid("query")) }, 200))
  .openapi(get, (c) => c.json({ data: getProvider(c.req.valid("param").slug) }, 200));
