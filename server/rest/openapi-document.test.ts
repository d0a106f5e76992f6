import { describe, expect, it } from "vitest";
import { rest } from "./app";

/** The parts of a JSON schema that these tests use. */
interface Schema {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

interface Body {
  content?: Record<string, { schema?: Schema }>;
}

interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown;
  parameters?: { name: string; description?: string; schema?: Schema }[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, Schema> };
}

async function readDocument() {
  const answer = await rest.request("/openapi.json");
  return (await answer.json()) as Document;
}

/** Returns the fields of a schema without a description, at every depth. A reference has the description of its target. */
function undescribedIn(schema: Schema, place: string, schemas: Record<string, Schema>): string[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const target = field.$ref ? schemas[field.$ref.replace("#/components/schemas/", "")] : undefined;
    const isDescribed = Boolean(field.description ?? target?.description);
    return [...(isDescribed ? [] : [`${place}.${name}`]), ...undescribedIn(field, `${place}.${name}`, schemas)];
  });
  const { items, additionalProperties: values, anyOf = [], oneOf = [], allOf = [] } = schema;
  const inner = [items, typeof values === "object" ? values : undefined, ...anyOf, ...oneOf, ...allOf];
  return [...fields, ...inner.flatMap((node) => (node ? undescribedIn(node, place, schemas) : []))];
}

function undescribed({ paths, components: { schemas } }: Document): string[] {
  const named = Object.entries(schemas).flatMap(([name, schema]) => undescribedIn(schema, name, schemas));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody, responses = {} }]) => {
      const place = `${method} ${path}`;
      const bare = parameters.filter(({ description, schema }) => !(description ?? schema?.description));
      const bodies = [requestBody, ...Object.values(responses)].flatMap((body) => Object.values(body?.content ?? {}));
      return [
        ...bare.map(({ name }) => `${place} ${name}`),
        ...bodies.flatMap(({ schema }) => (schema ? undescribedIn(schema, place, schemas) : [])),
      ];
    }),
  );
  return [...named, ...operations];
}

describe("the API reference", () => {
  it("is an OpenAPI 3.1 document with three security schemes", async () => {
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
    expect(undescribed(await readDocument())).toEqual([]);
  });

  it("gives every operation an ID, a summary, a tag and a security requirement", async () => {
    const { paths } = await readDocument();
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(
      operations.filter(({ operationId, summary, tags, security }) => !operationId || !summary || !tags || !security),
    ).toEqual([]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it("is the same on each call", async () => {
    expect(await readDocument()).toEqual(await readDocument());
  });
});
