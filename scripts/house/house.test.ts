import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readGraph, topLevel } from "../imports/read";
import { ROOT } from "../lib/root.mjs";
import { callbackPath } from "./callback";
import { zeroFigures } from "./figures";
import { factsOf } from "./files";

describe("the source tree", () => {
  const figures = zeroFigures(ROOT, readGraph(ROOT, topLevel(ROOT)));

  it.each(figures.map(({ name, items }) => [name, items] as const))("has no %s", (_, items) => {
    expect(items).toEqual([]);
  });
});

describe("figures of a tree", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "house-"));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function write(file: string, ...lines: string[]): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), `${lines.join("\n")}\n`);
  }

  it("follow a callback into the functions it calls, but not into errors, other schemes or functions it doesn't name", () => {
    write("server/main.ts", 'import { rest } from "./rest/app";', "rest();");
    write(
      "server/rest/app.ts",
      'import { finishAuthorization } from "@/server/connect/finish";',
      "export const rest = 1;",
    );
    write(
      "server/connect/finish.ts",
      'import { db } from "@/server/db";',
      'import { recordFailure } from "@/server/logs/record";',
      'import { SCHEMES } from "@/server/schemes";',
      'import { seal } from "@/server/vault/seal";',
      "export function finishAuthorization(scheme) {",
      "  try { SCHEMES[scheme].finish(); } catch { recordFailure(); }",
      "  return save(db);",
      "}",
      "function save(db) { return seal(db); }",
    );
    write(
      "server/schemes/index.ts",
      'import { finish, start } from "./oauth2";',
      'import { sign } from "@/server/mail/sign";',
      "export const SCHEMES = { oauth2_code: { finish, start }, basic: { finish: sign } };",
    );
    write("server/schemes/oauth2.ts", 'import { mail } from "@/server/mail/mail";', "export const finish = () => 1;");
    write("server/vault/seal.ts", "export const seal = (db) => db;");
    write("server/db/index.ts", "export const db = 1;");
    const { files, folderChanges } = callbackPath(root, readGraph(root, topLevel(root)));
    expect(files).toEqual([
      "server/main.ts",
      "server/rest/app.ts",
      "server/connect/finish.ts",
      "server/schemes/index.ts",
      "server/schemes/oauth2.ts",
      "server/connect/finish.ts",
      "server/vault/seal.ts",
    ]);
    expect(folderChanges).toBe(5);
  });

  it("count lines, docstrings, long functions and the type any of a file", () => {
    const long = ["export const long = () => {", ...Array.from({ length: 79 }, () => "  go();"), "};"];
    write("lib/a.ts", "// é", "/** Documented. */", "export function a(x: any) {}", "/* no */", ...long);
    const { lines, exported, documented, longFunctions, anys } = factsOf(root, "lib/a.ts");
    expect({ lines, exported, documented, longFunctions, anys }).toEqual({
      lines: 85,
      exported: 2,
      documented: 1,
      longFunctions: [5],
      anys: 1,
    });
  });
});
