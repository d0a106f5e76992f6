import { describe, expect, it } from "vitest";
import { pathInEnvironment, sectionOf } from "./navigation";

describe("the section of an address", () => {
  it("is found in pages and in what lies below them", () => {
    expect(sectionOf("/dashboard/dev/api-keys")).toBe("api-keys");
    expect(sectionOf("/dashboard/dev/connections/github/c1")).toBe("connections");
    expect(sectionOf("/dashboard/dev")).toBeUndefined();
  });
});

describe("changing the environment", () => {
  it("stays in the section", () => {
    expect(pathInEnvironment("/dashboard/dev/webhooks", "prod")).toBe("/dashboard/prod/webhooks");
  });

  it("leaves a single thing for its list: the other environment does not have it", () => {
    expect(pathInEnvironment("/dashboard/dev/connections/github/c1", "prod")).toBe("/dashboard/prod/connections");
  });

  it("goes to the first page from an address it does not know", () => {
    expect(pathInEnvironment("/dashboard/dev/unknown", "prod")).toBe("/dashboard/prod/getting-started");
  });

  it("encodes the name", () => {
    expect(pathInEnvironment("/dashboard/dev/settings", "a/b")).toBe("/dashboard/a%2Fb/settings");
  });
});
