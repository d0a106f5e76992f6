import { env } from "@/server/core/env";
import { SESSION_TOKEN_QUERY } from "@/wire/auth";
import type { RestRouter } from "./router";

export type OpenApiDocument = ReturnType<RestRouter["getOpenAPI31Document"]>;

const SECURITY_SCHEMES = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key of the environment, from the dashboard. The scopes named are alternatives.",
  },
  connectSession: {
    type: "http",
    scheme: "bearer",
    description: "A connect session's token, from POST /connect/sessions.",
  },
  connectSessionInQuery: {
    type: "apiKey",
    in: "query",
    name: SESSION_TOKEN_QUERY,
    description: "A connect session's token, as the frontend SDK sends it.",
  },
} as const;

/** The API reference, made from the routes themselves. */
export function openApiDocument(app: RestRouter): OpenApiDocument {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES))
    app.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Keyhold",
      version: "0.1.0",
      description: "Let your users connect their accounts in outside APIs, and read credentials that work.",
      license: { name: "MIT" },
    },
    servers: [{ url: env().KEYHOLD_PUBLIC_URL, description: "This instance" }],
  });
}
