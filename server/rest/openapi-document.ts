import { env } from "@/server/core/env";
import { SESSION_TOKEN_QUERY } from "@/wire/auth";
import type { RestRouter } from "./router";

export type OpenApiDocument = ReturnType<RestRouter["getOpenAPI31Document"]>;

const SECURITY_SCHEMES = {
  apiKey: {
    type: "http",
    scheme: "bearer",
    description: "An API key from the dashboard. It needs one of the scopes listed for the operation.",
  },
  connectSession: {
    type: "http",
    scheme: "bearer",
    description: "The token of a connect session, from POST /connect/sessions.",
  },
  connectSessionInQuery: {
    type: "apiKey",
    in: "query",
    name: SESSION_TOKEN_QUERY,
    description: "The token of a connect session, as the frontend SDK sends it.",
  },
} as const;

/** Returns the API reference, generated from the routes. */
export function openApiDocument(app: RestRouter): OpenApiDocument {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES))
    app.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Keyhold",
      version: "0.1.0",
      description: "Let your users connect their third-party accounts, and read valid credentials for them.",
      license: { name: "MIT" },
    },
    servers: [{ url: env().KEYHOLD_PUBLIC_URL, description: "This instance" }],
  });
}
