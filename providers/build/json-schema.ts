import { z } from "zod";
import { Provider } from "../schema";

/** The vocabulary of one entry as JSON Schema. */
export function entrySchema(): object {
  return z.toJSONSchema(Provider, { io: "input", unrepresentable: "any" });
}

/** What an editor checks a catalog file with: a whole entry, or one that names its family and what is its own. */
export function fileSchema(): object {
  const whole = entrySchema();
  const family = {
    type: "object",
    required: ["slug", "extends"],
    properties: {
      extends: { type: "string", description: "Slug of the entry whose values are taken where none stand here." },
    },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A provider of Keyhold's catalog",
    anyOf: [family, whole],
  };
}
