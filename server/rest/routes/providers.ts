import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { getProvider } from "@/server/catalog/get";
import { listProviders } from "@/server/catalog/list";
import { ENDPOINTS } from "@/wire/endpoints";
import { ListProvidersQuery, ProviderSlug, WireProvider } from "@/wire/providers";
import { keyOrSession } from "../auth";
import { commonErrors, jsonBody } from "../responses";
import { restRouter } from "../router";

const list = createRoute({
  method: "get",
  path: ENDPOINTS.providers,
  operationId: "listProviders",
  tags: ["Providers"],
  summary: "List the catalog",
  middleware: keyOrSession(),
  request: { query: ListProvidersQuery },
  responses: {
    200: jsonBody(
      z.strictObject({ data: z.array(WireProvider).describe("The providers, by name.") }),
      "The providers.",
    ),
    ...commonErrors,
  },
});

const get = createRoute({
  method: "get",
  path: `${ENDPOINTS.providers}/{slug}`,
  operationId: "getProvider",
  tags: ["Providers"],
  summary: "Read a provider",
  middleware: keyOrSession(),
  request: { params: z.strictObject({ slug: ProviderSlug.describe("Name of the provider in the catalog.") }) },
  responses: { 200: jsonBody(z.strictObject({ data: WireProvider }), "The provider."), ...commonErrors },
});

/** The catalog of APIs an account can be connected of. */
export const providers = restRouter()
  .openapi(list, (c) => c.json({ data: listProviders(c.req.valid("query")) }, 200))
  .openapi(get, (c) => c.json({ data: getProvider(c.req.valid("param").slug) }, 200));
