import { createRoute } from "@hono/zod-openapi";
import { getProvider } from "@/server/catalog/get";
import { listProviders } from "@/server/catalog/list";
import { ENDPOINTS } from "@/wire/endpoints";
import { ListProvidersQuery, ProviderAnswer, ProviderListAnswer, ProviderPath } from "@/wire/providers";
import { keyOrSession } from "../auth";
import { commonErrors, jsonBody } from "../responses";
import { restRouter } from "../router";

const list = createRoute({
  method: "get",
  path: ENDPOINTS.providers,
  operationId: "listProviders",
  tags: ["Providers"],
  summary: "List providers",
  middleware: keyOrSession(listProviders),
  request: { query: ListProvidersQuery },
  responses: {
    200: jsonBody(ProviderListAnswer, "The providers."),
    ...commonErrors,
  },
});

const get = createRoute({
  method: "get",
  path: `${ENDPOINTS.providers}/{slug}`,
  operationId: "getProvider",
  tags: ["Providers"],
  summary: "Get a provider",
  middleware: keyOrSession(getProvider),
  request: { params: ProviderPath },
  responses: { 200: jsonBody(ProviderAnswer, "The provider."), ...commonErrors },
});

/** The catalog. */
export const providers = restRouter()
  .openapi(list, async (c) => c.json({ data: await listProviders(c.get("ctx"), c.req.valid("query")) }, 200))
  .openapi(get, async (c) => c.json({ data: await getProvider(c.get("ctx"), c.req.valid("param")) }, 200));
