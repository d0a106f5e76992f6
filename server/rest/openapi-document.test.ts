import { describe, expect, it } from "vitest";
import { rest } from "./app";
import { type DocumentNode, describeFields } from "./describe-fields";

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown;
}

async function readDocument() {
  const answer = await rest.request("/openapi.json");
  return (await answer.json()) as DocumentNode & {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { securitySchemes: Record<string, unknown> };
  };
}

describe("the API reference", () => {
  it("is an OpenAPI 3.1 document with the three ways to sign in", async () => {
    const document = await readDocument();
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.components.securitySchemes)).toEqual([
      "apiKey",
      "connectSession",
      "connectSessionInQuery",
    ]);
  });

  it("has every path of the wire protocol that this version serves", async () => {
    const { paths } = await readDocument();
    expect(Object.keys(paths).sort()).toEqual([
      "/api-auth/api-key/{providerConfigKey}",
      "/api-auth/basic/{providerConfigKey}",
      "/auth/aws-sigv4/{providerConfigKey}",
      "/auth/bill/{providerConfigKey}",
      "/auth/jwt/{providerConfigKey}",
      "/auth/signature/{providerConfigKey}",
      "/auth/tba/{providerConfigKey}",
      "/auth/two-step/{providerConfigKey}",
      "/auth/unauthenticated/{providerConfigKey}",
      "/connect/session",
      "/connect/sessions",
      "/connect/sessions/reconnect",
      "/connection",
      "/connection/{connectionId}",
      "/connections",
      "/connections/{connectionId}",
      "/health",
      "/images/template-logos/{file}",
      "/integrations",
      "/integrations/{uniqueKey}",
      "/oauth/callback",
      "/oauth/callback/{callbackId}",
      "/oauth/client-metadata/{callbackId}",
      "/oauth/connect/{providerConfigKey}",
      "/oauth2/auth/{providerConfigKey}",
      "/openapi.json",
      "/providers",
      "/providers/{slug}",
      "/ready",
    ]);
  });

  it("describes every field and every parameter", async () => {
    expect(describeFields(await readDocument())).toEqual([]);
  });

  it("names, sums up and sorts every operation, and says who may call it", async () => {
    const { paths } = await readDocument();
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(
      operations.filter(({ operationId, summary, tags, security }) => !operationId || !summary || !tags || !security),
    ).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it("is the same document each time", async () => {
    expect(await readDocument()).toEqual(await readDocument());
  });
});
