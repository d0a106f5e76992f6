import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

const ORIGIN = "http://localhost:3000";
const path = (requested: string | null | undefined) => safePath(requested, ORIGIN, "/dashboard");

describe("the return path after sign-in", () => {
  it("accepts a path or a URL of this instance", () => {
    expect(path("/dashboard/dev/webhooks?tab=keys#first")).toBe("/dashboard/dev/webhooks?tab=keys#first");
    expect(path("http://localhost:3000/dashboard/prod")).toBe("/dashboard/prod");
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "http://localhost:3001/",
    "http://[",
  ])("never leads to another site: %s", (requested) => {
    expect(path(requested)).toBe("/dashboard");
  });

  it("is the dashboard by default", () => {
    expect(path(null)).toBe("/dashboard");
    expect(path("")).toBe("/dashboard");
  });
});
