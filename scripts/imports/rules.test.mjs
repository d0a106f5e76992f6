import path from "node:path";
import { describe, expect, it } from "vitest";
import { readImports, resolveImport } from "./read.mjs";
import { brokenRules, findCycles } from "./rules.mjs";

const file = (from, to, isType = false) => ({ from, to, package: null, isType, line: 1 });
const pack = (from, name, isType = false) => ({ from, to: null, package: name, isType, line: 1 });

describe("who imports whom", () => {
  it.each([
    ["a protocol imports the foundation", file("server/protocols/oauth2/pkce.ts", "server/core/ids.ts")],
    ["a protocol imports a package", pack("server/protocols/oauth2/pkce.ts", "jose")],
    ["a schema imports code", file("wire/connections.ts", "server/connections/list.ts")],
    ["a schema imports Node", pack("wire/connection-details.ts", "node:fs")],
    ["the foundation imports a feature", file("server/db/pool.ts", "server/connections/list.ts")],
    ["the foundation imports upward", file("server/core/ctx.ts", "server/db/index.ts")],
    ["a feature imports an adapter", file("server/connections/list.ts", "server/rest/errors.ts")],
    ["a feature imports a page", file("server/connections/list.ts", "app/session.ts")],
    ["a feature imports a process", file("server/connections/list.ts", "server/main.ts")],
    ["an adapter imports another", file("server/trpc/init.ts", "server/rest/errors.ts")],
    ["a page imports the database", file("app/page.tsx", "server/db/index.ts")],
    ["a component imports a verb", file("components/connections/table.tsx", "server/connections/list.ts")],
    ["a component imports another feature's", file("components/connect/a.tsx", "components/webhooks/b.tsx")],
    ["the Connect UI imports the dashboard", file("components/connect/a.tsx", "components/dashboard/paths.ts")],
    ["a component imports the router's code", file("components/shared/trpc.tsx", "server/trpc/router.ts")],
    ["the catalog imports a verb", file("providers/load.ts", "server/connections/list.ts")],
    ["someone opens another folder's internals", file("server/connections/a.ts", "server/integrations/internal.ts")],
    ["a test opens another folder's internals", file("server/rest/a.test.ts", "server/integrations/internal.ts")],
    ["product code imports test code", file("server/lab/app.ts", "server/lab/testing/client.ts")],
    ["a file does not exist", file("server/lab/app.ts", "server/lab/gone")],
    ["the database is opened elsewhere", pack("server/connections/list.ts", "pg")],
    ["the generated client is used elsewhere", file("server/connections/list.ts", "server/db/generated/client.ts")],
    ["Hono is used in a verb", pack("server/connections/list.ts", "hono", true)],
    ["Next is used in a verb", pack("server/connections/list.ts", "next")],
    ["Inngest is used in a verb", pack("server/connections/list.ts", "inngest")],
  ])("refuses that %s", (_what, edge) => {
    expect(brokenRules(edge)).toHaveLength(1);
  });

  it.each([
    ["protocols of zod", pack("server/protocols/template/parse.ts", "zod")],
    ["schemas of schemas", file("wire/connections.ts", "wire/integrations.ts")],
    ["verbs of verbs", file("server/connections/delete.ts", "server/webhooks/queue-event.ts")],
    ["verbs of the database", file("server/connections/delete.ts", "server/db/index.ts")],
    ["adapters of verbs", file("server/rest/routes/connections.ts", "server/connections/list.ts")],
    ["pages of adapters", file("app/api/trpc/[trpc]/route.ts", "server/trpc/router.ts")],
    ["components of schemas", file("components/connections/table.tsx", "wire/connections.ts")],
    ["the router's types by components", file("components/shared/trpc.tsx", "server/trpc/router.ts", true)],
    ["the pool's type by a job", pack("server/jobs/wake.ts", "pg", true)],
    ["anything by tests", file("server/protocols/oauth2/a.test.ts", "server/lab/index.ts")],
  ])("allows the import of %s", (_what, edge) => {
    expect(brokenRules(edge)).toEqual([]);
  });

  it("finds a cycle once, and none that only types close", () => {
    const [a, b] = [file("a.ts", "b.ts"), file("b.ts", "a.ts")];
    expect(findCycles([a, b])).toEqual([["a.ts", "b.ts", "a.ts"]]);
    expect(findCycles([a, { ...b, isType: true }])).toEqual([]);
  });
});

describe("reading imports", () => {
  it("sees static, dynamic and re-exporting imports, and which of them are types", () => {
    const text = [
      'import type { A } from "./a";',
      'import { type B } from "./b";',
      'import { type C, d } from "./c";',
      'export * from "./e";',
      'export type { G } from "./g";',
      'const h = await import("./h");',
      'type I = import("./i").I;',
    ].join("\n");
    const types = ["./a", "./b", "./g", "./i"];
    expect(readImports(text)).toEqual(
      ["./a", "./b", "./c", "./e", "./g", "./h", "./i"].map((specifier, at) => ({
        specifier,
        isType: types.includes(specifier),
        line: at + 1,
      })),
    );
  });

  it("resolves the alias and relative paths, and leaves packages alone", () => {
    const root = path.resolve(import.meta.dirname, "../..");
    expect(resolveImport(root, "server/rest/app.ts", "@/server/core/env")).toBe("server/core/env.ts");
    expect(resolveImport(root, "server/rest/app.ts", "../db")).toBe("server/db/index.ts");
    expect(resolveImport(root, "server/rest/app.ts", "hono")).toBeNull();
  });
});
