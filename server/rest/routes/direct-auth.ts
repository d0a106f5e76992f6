import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { connectApiKey } from "@/server/direct-auth/api-key";
import { connectBasic } from "@/server/direct-auth/basic";
import { sessionInQuery } from "../auth";
import { Connected, DirectAuthQuery, FlowPath } from "../flow-input";
import { commonErrors, jsonBody, jsonInput } from "../responses";
import { restRouter } from "../router";

const ApiKeyInput = z.strictObject({ apiKey: z.string().min(1).max(1024).describe("The end user's key.") });
const BasicInput = z.strictObject({
  username: z.string().max(1024).describe("May be empty where the provider wants only a password."),
  password: z.string().max(1024).describe("May be empty where the provider wants only a user name."),
});

const apiKey = createRoute({
  method: "post",
  path: "/api-auth/api-key/{providerConfigKey}",
  operationId: "connectApiKey",
  tags: ["Authorization"],
  summary: "Connect with an API key",
  description: "The key is tried at the provider first, where the catalog knows how; a key that fails is not stored.",
  middleware: sessionInQuery(),
  request: { params: FlowPath, query: DirectAuthQuery, body: jsonInput(ApiKeyInput, "The credential.") },
  responses: { 200: jsonBody(Connected, "The connection."), ...commonErrors },
});

const basic = createRoute({
  method: "post",
  path: "/api-auth/basic/{providerConfigKey}",
  operationId: "connectBasic",
  tags: ["Authorization"],
  summary: "Connect with user name and password",
  description: "The pair is tried at the provider first, where the catalog knows how; one that fails is not stored.",
  middleware: sessionInQuery(),
  request: { params: FlowPath, query: DirectAuthQuery, body: jsonInput(BasicInput, "The credential.") },
  responses: { 200: jsonBody(Connected, "The connection."), ...commonErrors },
});

/** Connecting without a trip to the provider: the end user brings the credential. */
export const directAuth = restRouter()
  .openapi(apiKey, async (c) => {
    const { params = {} } = c.req.valid("query");
    const input = { integrationKey: c.req.valid("param").providerConfigKey, params, ...c.req.valid("json") };
    const { connectionId, providerConfigKey } = await connectApiKey(c.get("ctx"), c.get("session"), input);
    return c.json({ connectionId, providerConfigKey }, 200);
  })
  .openapi(basic, async (c) => {
    const { params = {} } = c.req.valid("query");
    const input = { integrationKey: c.req.valid("param").providerConfigKey, params, ...c.req.valid("json") };
    const { connectionId, providerConfigKey } = await connectBasic(c.get("ctx"), c.get("session"), input);
    return c.json({ connectionId, providerConfigKey }, 200);
  });
