import { z } from "zod";
import { Provider } from "../schema";

/** The JSON Schema of one entry. */
export function entrySchema(): object {
  return z.toJSONSchema(Provider, { io: "input", unrepresentable: "any" });
}

/** The JSON Schema of a catalog file: a complete entry, or one that extends another. */
export function fileSchema(): object {
  const whole = entrySchema();
  const family = {
    type: "object",
    required: ["slug", "extends"],
    properties: {
      extends: {
        type: "string",
        description: "Slug of the entry whose values are used when this entry does not set them.",
      },
    },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A provider in Keyhold's catalog",
    anyOf: [family, whole],
  };
}
