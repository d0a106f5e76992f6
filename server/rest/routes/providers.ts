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
  summary: "List the catalog",
  middleware: keyOrSession(),
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
  summary: "Read a provider",
  middleware: keyOrSession(),
  request: { params: ProviderPath },
  responses: { 200: jsonBody(ProviderAnswer, "The provider."), ...commonErrors },
});

/** The catalog. */
export const providers = restRouter()
  .openapi(list, (c) => c.json({ data: listProviders(c.req.valid("query")) }, 200))
  .openapi(get, (c) => c.json({ data: getProvider(c.req.valid("param").slug) }, 200));
