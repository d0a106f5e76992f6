import { FIELD_DESCRIPTIONS } from "./field-descriptions";

/** As much of a JSON schema as matters here. */
export interface SchemaNode {
  $ref?: string;
  description?: string;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  additionalProperties?: SchemaNode | boolean;
  anyOf?: SchemaNode[];
  oneOf?: SchemaNode[];
  allOf?: SchemaNode[];
}

interface Described {
  content?: Record<string, { schema?: SchemaNode }>;
}

interface Operation {
  parameters?: { name: string; description?: string; schema?: SchemaNode }[];
  requestBody?: Described;
  responses?: Record<string, Described>;
}

/** As much of an OpenAPI document as matters here. */
export interface DocumentNode {
  components?: { schemas?: Record<string, SchemaNode> };
  paths?: Record<string, Record<string, Operation>>;
}

function lookUp(parent: string, name: string): string | undefined {
  return FIELD_DESCRIPTIONS[`${parent}.${name}`] ?? FIELD_DESCRIPTIONS[name];
}

/** Describes the fields of a schema, at every depth. @returns the names of those nobody has described. */
function describeSchema(schema: SchemaNode, parent: string): string[] {
  const missing: string[] = [];
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    field.description ??= lookUp(parent, name);
    if (field.description === undefined) missing.push(`${parent}.${name}`);
    missing.push(...describeSchema(field, name));
  }
  const { items, additionalProperties: values, anyOf = [], oneOf = [], allOf = [] } = schema;
  const inner = [items, typeof values === "object" ? values : undefined, ...anyOf, ...oneOf, ...allOf];
  return [...missing, ...inner.flatMap((node) => (node ? describeSchema(node, parent) : []))];
}

function describeOperation(operation: Operation, name: string): string[] {
  const missing: string[] = [];
  for (const parameter of operation.parameters ?? []) {
    parameter.description ??= parameter.schema?.description ?? lookUp(name, parameter.name);
    if (parameter.description === undefined) missing.push(`${name} ${parameter.name}`);
  }
  const bodies = [operation.requestBody, ...Object.values(operation.responses ?? {})];
  const schemas = bodies.flatMap((body) => Object.values(body?.content ?? {})).flatMap(({ schema }) => schema ?? []);
  return [...missing, ...schemas.flatMap((schema) => describeSchema(schema, name))];
}

/** Adds what the schemas leave unsaid. @returns the fields that are still without a description. */
export function describeFields(document: DocumentNode): string[] {
  const schemas = Object.entries(document.components?.schemas ?? {});
  const missing = schemas.flatMap(([name, schema]) => describeSchema(schema, name));
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods))
      missing.push(...describeOperation(operation, `${method} ${path}`));
  }
  return missing;
}
