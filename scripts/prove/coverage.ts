/** The parts of a JSON Schema that are read. */
interface Schema {
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** Members that don't affect the protocol. */
const NOT_OPTIONS = new Set(["$schema", "slug", "name"]);

/** Places that share a vocabulary. */
const SHARED: Partial<Record<string, string>> = {
  steps: "step",
  exchange: "step",
  refresh: "step",
  installationToken: "step",
  verify: "call",
  afterConnect: "call",
  credentials: "field",
  settings: "field",
};

/** Returns a path in the shared vocabulary: `steps.url` and `exchange.url` are `step.url`. */
function shared(path: string): string {
  const [first = "", ...rest] = path.split(".");
  return rest.length > 0 && first in SHARED ? [SHARED[first], ...rest].join(".") : path;
}

/** Returns the options of a JSON Schema as dotted paths, with one path per value of an enum. Paths end at records. */
function* optionsIn(schema: Schema, path: string): Generator<string> {
  for (const inner of schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []) yield* optionsIn(inner, path);
  if (schema.const !== undefined) yield `${path}=${schema.const}`;
  for (const value of schema.enum ?? []) yield `${path}=${value}`;
  if (schema.items) yield* optionsIn(schema.items, path);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (path === "" && NOT_OPTIONS.has(name)) continue;
    const own = path === "" ? name : `${path}.${name}`;
    yield own;
    yield* optionsIn(inner, own);
  }
}

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** Returns the options that an entry uses, as the same paths. */
function* usedIn(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* usedIn(item, path);
  else if (value !== null && typeof value === "object") {
    for (const [name, inner] of Object.entries(value)) {
      const own = path === "" ? name : `${path}.${name}`;
      if (isEmpty(inner)) continue;
      yield own;
      yield* usedIn(inner, own);
    }
  } else yield `${path}=${value}`;
}

/** Counts the entries that use each option. @returns pairs of option and count, sorted by name. */
export function coverage(schema: Schema, entries: readonly unknown[]): [string, number][] {
  const used = entries.map((entry) => new Set([...usedIn(entry, "")].map(shared)));
  const options = [...new Set([...optionsIn(schema, "")].map(shared))].sort();
  return options.map((option) => [option, used.filter((set) => set.has(option)).length]);
}
