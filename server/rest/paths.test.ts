import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isRestPath } from "./paths";

/** One path for each route handler of Next. */
function pathsOfRouteHandlers(): string[] {
  const files = readdirSync(new URL("../../app", import.meta.url), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.startsWith("(rest)/") && file.endsWith("/route.ts"))
    .map((file) => file.replace("(rest)", "").replace("/route.ts", ""))
    .flatMap((path) => {
      const fixed = path.replace(/\/\[.*$/, "");
      if (path.includes("[[")) return [fixed, `${fixed}/some/path`];
      return path.includes("[") ? [`${fixed}/some`] : [fixed];
    });
}

describe("isRestPath", () => {
  it.each([
    "/health",
    "/ready",
    "/providers",
    "/providers/github",
    "/integrations/a%2Fb",
    "/connections",
    "/connections/",
    "/connection/x",
    "/connect/session",
    "/connect/sessions",
    "/connect/sessions/reconnect",
    "/oauth/connect/github",
    "/oauth/callback",
    "/api-auth/basic/x",
    "/images/template-logos/github.svg",
    "/lab/oauth2/authorize",
    "/openapi.json",
    "/proxy/some/path",
  ])("accepts %s", (path) => {
    expect(isRestPath(path)).toBe(true);
  });

  it.each([
    "/",
    "",
    "/connect",
    "/connect/",
    "/connect/result/att_x",
    "/connect/sessionsx",
    "/connections-overview",
    "/dashboard",
    "/dashboard/dev/connections",
    "/api/trpc",
    "/api/auth/session",
    "/docs/errors/not_found",
    "/images",
    "/images/logo.svg",
    "/__proto__",
    "/constructor",
    "/_next/static/x.js",
    "//connections",
  ])("leaves %s to the pages", (path) => {
    expect(isRestPath(path)).toBe(false);
  });

  it("agrees with the route handlers of Next, so that both servers serve the same paths", () => {
    const paths = pathsOfRouteHandlers();
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => !isRestPath(path))).toEqual([]);
  });
});
