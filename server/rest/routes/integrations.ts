import { createRoute } from "@hono/zod-openapi";
import { createIntegration } from "@/server/integrations/create";
import { deleteIntegration } from "@/server/integrations/delete";
import { getIntegration } from "@/server/integrations/get";
import { listIntegrations } from "@/server/integrations/list";
import { updateIntegration } from "@/server/integrations/update";
import { Success } from "@/wire/common";
import { ENDPOINTS } from "@/wire/endpoints";
import {
  CreateIntegrationInput,
  GetIntegrationQuery,
  IntegrationAnswer,
  IntegrationListAnswer,
  IntegrationPath,
  UpdateIntegrationInput,
} from "@/wire/integrations";
import { toIntegrationChanges, toNewIntegration } from "@/wire/verb-input";
import { keyAuth, keyOrSession } from "../auth";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";

const list = createRoute({
  method: "get",
  path: ENDPOINTS.integrations,
  operationId: "listIntegrations",
  tags: ["Integrations"],
  summary: "List integrations",
  description: "A connect session gets only the integrations it allows.",
  middleware: keyOrSession(listIntegrations),
  responses: { 200: jsonBody(IntegrationListAnswer, "The integrations."), ...commonErrors },
});

const get = createRoute({
  method: "get",
  path: `${ENDPOINTS.integrations}/{uniqueKey}`,
  operationId: "getIntegration",
  tags: ["Integrations"],
  summary: "Get an integration",
  middleware: keyAuth(getIntegration),
  request: { params: IntegrationPath, query: GetIntegrationQuery },
  responses: { 200: jsonBody(IntegrationAnswer, "The integration."), ...commonErrors },
});

const create = createRoute({
  method: "post",
  path: ENDPOINTS.integrations,
  operationId: "createIntegration",
  tags: ["Integrations"],
  summary: "Create an integration",
  middleware: keyAuth(createIntegration),
  request: { body: jsonInput(CreateIntegrationInput, "The new integration.", "integrator") },
  responses: { 200: jsonBody(IntegrationAnswer, "The integration as stored."), ...commonErrors },
});

const update = createRoute({
  method: "patch",
  path: `${ENDPOINTS.integrations}/{uniqueKey}`,
  operationId: "updateIntegration",
  tags: ["Integrations"],
  summary: "Update an integration",
  description: "Absent fields keep their value.",
  middleware: keyAuth(updateIntegration),
  request: { params: IntegrationPath, body: jsonInput(UpdateIntegrationInput, "The fields to change.", "integrator") },
  responses: { 200: jsonBody(IntegrationAnswer, "The integration as stored."), ...commonErrors },
});

const remove = createRoute({
  method: "delete",
  path: `${ENDPOINTS.integrations}/{uniqueKey}`,
  operationId: "deleteIntegration",
  tags: ["Integrations"],
  summary: "Delete an integration with all its connections",
  middleware: keyAuth(deleteIntegration),
  request: { params: IntegrationPath },
  responses: { 200: jsonBody(Success, "The integration is deleted."), ...commonErrors },
});

/** The integrations of an environment. */
export const integrations = restRouter()
  .openapi(list, async (c) => {
    const allowed = c.get("session")?.allowedIntegrations;
    return c.json({ data: await listIntegrations(c.get("ctx"), { allowed }) }, 200);
  })
  .openapi(get, async (c) => {
    const input = { ...c.req.valid("param"), ...c.req.valid("query") };
    return c.json({ data: await getIntegration(c.get("ctx"), input) }, 200);
  })
  .openapi(create, async (c) =>
    c.json({ data: await createIntegration(c.get("ctx"), toNewIntegration(c.req.valid("json"))) }, 200),
  )
  .openapi(update, async (c) => {
    const input = { ...c.req.valid("param"), patch: toIntegrationChanges(c.req.valid("json")) };
    return c.json({ data: await updateIntegration(c.get("ctx"), input) }, 200);
  })
  .openapi(remove, async (c) => {
    await deleteIntegration(c.get("ctx"), c.req.valid("param"));
    return c.json({ success: true } as const, 200);
  });
