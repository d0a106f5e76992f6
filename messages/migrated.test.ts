import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { MESSAGES } from "@/wire/messages";

const SQL = path.join(import.meta.dirname, "../prisma/migrations/20261129030000_convert_connections/migration.sql");
/** The rows of the migration's table: pattern, code and parameter names. */
const ROWS = [...readFileSync(SQL, "utf8").matchAll(/', '([a-z]+\.[a-z_]+)', '\{([\w,]*)\}'/g)].map(
  ([, code = "", names = ""]) => [code, names.split(",").filter(Boolean)] as const,
);
const schemas = new Map(Object.entries(MESSAGES));

describe("converting stored sentences to messages", () => {
  it("has a row for each of more than 60 sentences", () => {
    expect(ROWS.length).toBeGreaterThan(60);
  });

  it.each(ROWS)("writes a code and parameters that this version can read: %s", (code, names) => {
    const schema = schemas.get(code);
    if (!schema) throw new Error(`No message has the code ${code}.`);
    const { shape } = schema;
    const required = Object.entries(shape).flatMap(([name, type]) => (type.isOptional() ? [] : [name]));
    expect(names).toEqual(expect.arrayContaining(required));
    expect(Object.keys(shape)).toEqual(expect.arrayContaining(names));
  });
});
