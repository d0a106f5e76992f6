import { describe, expect, it } from "vitest";
import { listDocs, readDoc } from "./read";

describe("reading the documentation", () => {
  it.each([
    ["pages", "glossary", "Glossary"],
    ["guides", "webhooks", "Webhooks"],
    ["errors", "not_found", "not_found"],
    ["decisions", "0009-refresh", "0009: Refresh: one lease, one worker, and a ledger as the test"],
  ] as const)("finds %s/%s with its title", async (kind, name, title) => {
    expect((await readDoc(kind, name))?.title).toBe(title);
  });

  it.each(["../README", "guides/webhooks", "glossary.md", ""])("finds no page for the path %j", async (name) => {
    expect(await readDoc("pages", name)).toBeNull();
  });

  it("lists the files directly in docs/, without its folders", async () => {
    expect(await listDocs("pages")).toEqual(["architecture", "glossary"]);
  });
});
