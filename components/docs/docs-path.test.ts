import { describe, expect, it } from "vitest";
import { docsPath } from "./docs-path";

describe("links between the files of the documentation", () => {
  it.each([
    ["../errors/not_found.md", "/docs/errors/not_found"],
    ["docs/guides/webhooks.md#verify", "/docs/guides/webhooks#verify"],
    ["webhooks.md", "/docs/guides/webhooks"],
    ["https://www.standardwebhooks.com", "https://www.standardwebhooks.com"],
    ["/openapi.json", "/openapi.json"],
    ["#delivery", "#delivery"],
  ])("%s leads to %s", (href, path) => {
    expect(docsPath(href)).toBe(path);
  });
});
