import path from "node:path";
import { describe, expect, it } from "vitest";
import { readImports, resolveImport } from "./read";
import { brokenRules, type Edge, fileCycles, folderCycles } from "./rules";

const file = (from: string, to: string, isType = false): Edge => ({ from, to, package: null, isType, line: 1 });
const pack = (from: string, name: string, isType = false): Edge => ({ from, to: null, package: name, isType, line: 1 });

describe("the import rules", () => {
  it.each([
    ["a protocol to import the foundation", file("server/protocols/oauth2/pkce.ts", "server/core/ids.ts")],
    ["a protocol to import a package", pack("server/protocols/oauth2/pkce.ts", "undici")],
    ["a wire schema to import code", file("wire/connections.ts", "server/connections/list.ts")],
    ["a wire schema to import Node", pack("wire/connection-details.ts", "node:fs")],
    ["the foundation to import a feature", file("server/db/pool.ts", "server/connections/list.ts")],
    ["the foundation to import upward", file("server/core/ctx.ts", "server/db/index.ts")],
    ["the foundation to import a type upward", file("server/core/ctx.ts", "server/db/index.ts", true)],
    ["a feature to import a later one", file("server/schemes/issue.ts", "server/connect/save.ts")],
    [
      "a feature to import a type of a later one",
      file("server/vault/connection.ts", "server/refresh/lifetime.ts", true),
    ],
    ["a feature to import an adapter", file("server/connections/list.ts", "server/rest/errors.ts")],
    ["a feature to import a page", file("server/connections/list.ts", "app/session.ts")],
    ["a feature to import a process", file("server/connections/list.ts", "server/main.ts")],
    ["a feature to import the catalog's compiler", file("server/catalog/get.ts", "providers/build/index.ts")],
    ["an adapter to import another", file("server/trpc/init.ts", "server/rest/errors.ts")],
    ["a page to import the database", file("app/page.tsx", "server/db/index.ts")],
    ["a component to import a verb", file("components/connections/table.tsx", "server/connections/list.ts")],
    ["a component to import another feature's", file("components/connect/a.tsx", "components/webhooks/b.tsx")],
    ["the Connect UI to import the dashboard", file("components/connect/a.tsx", "components/dashboard/paths.ts")],
    ["a component to import the router's code", file("components/shared/trpc.tsx", "server/trpc/router.ts")],
    ["the catalog to import a verb", file("providers/load.ts", "server/connections/list.ts")],
    ["the simulator to import protocol code", file("simulator/oauth2.ts", "server/protocols/oauth2/pkce.ts")],
    ["a script to import a bench", file("scripts/prove/instance.ts", "bench/lib/load.ts")],
    ["the product to import a script", file("server/core/env.ts", "scripts/lib/root.mjs")],
    ["a folder without a row", file("server/novelty/a.ts", "server/core/env.ts")],
    ["a top-level folder without a row", file("novelty/a.ts", "wire/connections.ts")],
    ["anyone to open another folder's internals", file("server/connections/a.ts", "server/integrations/internal.ts")],
    ["a test to open another folder's internals", file("server/rest/a.test.ts", "server/integrations/internal.ts")],
    ["product code to import test code", file("server/lab/app.ts", "server/lab/testing/client.ts")],
    ["an import of a file that does not exist", file("server/lab/app.ts", "server/lab/gone")],
    ["the database to be opened elsewhere", pack("server/connections/list.ts", "pg")],
    ["the generated client elsewhere", file("server/connections/list.ts", "server/db/generated/client.ts")],
    ["Hono in a verb", pack("server/connections/list.ts", "hono", true)],
    ["Next in a verb", pack("server/connections/list.ts", "next")],
    ["Inngest in a verb", pack("server/connections/list.ts", "inngest")],
  ])("refuses %s", (_what, edge) => {
    expect(brokenRules(edge).length).toBeGreaterThan(0);
  });

  it.each([
    ["zod by protocols", pack("server/protocols/template/parse.ts", "zod")],
    ["schemas by schemas", file("wire/connections.ts", "wire/integrations.ts")],
    ["verbs by later verbs", file("server/connections/delete.ts", "server/webhooks/queue-event.ts")],
    ["the database by verbs", file("server/connections/delete.ts", "server/db/index.ts")],
    ["verbs by adapters", file("server/rest/routes/connections.ts", "server/connections/list.ts")],
    ["adapters by pages", file("app/api/trpc/[trpc]/route.ts", "server/trpc/router.ts")],
    ["schemas by components", file("components/connections/table.tsx", "wire/connections.ts")],
    ["the router's types by components", file("components/shared/trpc.tsx", "server/trpc/router.ts", true)],
    ["the pool's type by a job", pack("server/jobs/wake.ts", "pg", true)],
    ["the catalog by the simulator", file("simulator/index.ts", "providers/load.ts")],
    ["anything by tests", file("server/protocols/oauth2/a.test.ts", "server/lab/index.ts")],
  ])("allows the import of %s", (_what, edge) => {
    expect(brokenRules(edge)).toEqual([]);
  });

  it("find a file cycle once, and ignore cycles through types", () => {
    const [a, b] = [file("a.ts", "b.ts"), file("b.ts", "a.ts")];
    expect(fileCycles([a, b])).toEqual([["a.ts", "b.ts", "a.ts"]]);
    expect(fileCycles([a, { ...b, isType: true }])).toEqual([]);
  });

  it("find a folder cycle through a type, at any depth", () => {
    const there = file("server/connect/form/a.ts", "server/connect/flow/b.ts");
    const back = file("server/connect/flow/c.ts", "server/connect/form/d.ts", true);
    const [form, flow] = ["server/connect/form", "server/connect/flow"];
    expect(folderCycles([there, back])).toEqual([[form, flow, form]]);
    expect(folderCycles([there, { ...back, from: "server/connect/flow/c.test.ts" }])).toEqual([]);
    expect(folderCycles([there, { ...back, to: "server/connect/save.ts" }])).toEqual([]);
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
