import { describe, expect, it } from "vitest";
import { Provider } from "../schema";
import { entrySchema } from "./json-schema";

interface Branch {
  properties: Record<string, { const?: string }>;
  additionalProperties?: boolean;
}

describe("the JSON schema of catalog files", () => {
  const branches = (entrySchema() as { oneOf?: Branch[]; anyOf?: Branch[] }).oneOf ?? [];

  it("has a branch for each scheme", () => {
    const schemes = Provider.options.map(({ shape }) => shape.scheme.value);
    expect(branches.map(({ properties }) => properties.scheme?.const).sort()).toEqual([...schemes].sort());
  });

  it("allows no unknown keys", () => {
    expect(branches.filter(({ additionalProperties }) => additionalProperties !== false)).toEqual([]);
  });
});
