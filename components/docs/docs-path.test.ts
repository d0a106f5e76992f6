import { describe, expect, it } from "vitest";
import { docsPath } from "./docs-path";

describe("a link between files of the documentation", () => {
  it.each([
    ["../errors/not_found.md", "/docs/errors/not_found"],
    ["docs/guides/webhooks.md#verify", "/docs/guides/webhooks#verify"],
    ["webhooks.md", "/docs/guides/webhooks"],
    ["../decisions/0009-refresh.md", "/docs/decisions/0009-refresh"],
    ["../glossary.md", "/docs/glossary"],
    ["../docs/glossary.md", "/docs/glossary"],
    ["docs/glossary.md#connecting", "/docs/glossary#connecting"],
    ["https://www.standardwebhooks.com", "https://www.standardwebhooks.com"],
    ["/openapi.json", "/openapi.json"],
    ["#delivery", "#delivery"],
  ])("%s becomes %s", (href, path) => {
    expect(docsPath(href)).toBe(path);
  });
});
