import { describe, expect, it } from "vitest";
import { pathInEnvironment, sectionOf } from "./navigation";

describe("the section of a path", () => {
  it("is found for pages and their subpages", () => {
    expect(sectionOf("/dashboard/dev/api-keys")).toBe("api-keys");
    expect(sectionOf("/dashboard/dev/connections/github/c1")).toBe("connections");
    expect(sectionOf("/dashboard/dev")).toBeUndefined();
  });
});

describe("switching the environment", () => {
  it("keeps the section", () => {
    expect(pathInEnvironment("/dashboard/dev/webhooks", "prod")).toBe("/dashboard/prod/webhooks");
  });

  it("goes from a detail page to the list, because the other environment doesn't have the entry", () => {
    expect(pathInEnvironment("/dashboard/dev/connections/github/c1", "prod")).toBe("/dashboard/prod/connections");
  });

  it("goes to the first page from an unknown path", () => {
    expect(pathInEnvironment("/dashboard/dev/unknown", "prod")).toBe("/dashboard/prod/getting-started");
  });

  it("encodes the environment name", () => {
    expect(pathInEnvironment("/dashboard/dev/settings", "a/b")).toBe("/dashboard/a%2Fb/settings");
  });
});
