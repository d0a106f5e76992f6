import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { openToAll } from "../auth";
import { type OpenApiDocument, openApiDocument } from "../openapi-document";
import { commonErrors, jsonBody } from "../responses";
import { type RestRouter, restRouter } from "../router";

const route = createRoute({
  method: "get",
  path: "/openapi.json",
  operationId: "openapi",
  tags: ["Instance"],
  summary: "Get this reference as an OpenAPI 3.1 document",
  middleware: openToAll("a description of the API, without data"),
  responses: { 200: jsonBody(z.looseObject({}), "The document."), ...commonErrors },
});

/** Serves the API reference of an app. */
export function openApi(app: RestRouter) {
  let document: OpenApiDocument | undefined;
  return restRouter().openapi(route, (c) => {
    document ??= openApiDocument(app);
    return c.json({ ...document }, 200);
  });
}
