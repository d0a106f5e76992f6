import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

const ORIGIN = "http://localhost:3000";
const path = (asked: string | null | undefined) => safePath(asked, ORIGIN, "/dashboard");

describe("the way back after signing in", () => {
  it("is a path of this instance, however it was written", () => {
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
  ])("never leads to another site: %s", (asked) => {
    expect(path(asked)).toBe("/dashboard");
  });

  it("is the dashboard when nothing was asked", () => {
    expect(path(null)).toBe("/dashboard");
    expect(path("")).toBe("/dashboard");
  });
});
