import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { EnvSchema } from "./env";

/** Read by next-auth. */
const OF_OTHERS = ["NEXTAUTH_URL"];

const text = readFileSync(path.resolve(import.meta.dirname, "../../.env.example"), "utf8");
const explained = [...text.matchAll(/^# ?([A-Z][A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({
  name,
  value,
}));

describe(".env.example", () => {
  it("explains every variable once and no others", () => {
    const read = [...Object.keys(EnvSchema.in.shape), ...OF_OTHERS];
    expect(explained.map(({ name }) => name).sort()).toEqual(read.sort());
  });

  it("sets no variable", () => {
    const set = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(set).toEqual([]);
  });

  it.each(["PORT", "KEYHOLD_DATABASE_POOL", "KEYHOLD_DATA_DIR", "NODE_ENV", "MAIL_FROM", "LOG_LEVEL"] as const)(
    "shows the default of %s",
    (name) => {
      const shown = explained.find((variable) => variable.name === name)?.value.replace(/^"|"$/g, "");
      expect(shown).toBe(String(EnvSchema.in.shape[name].parse(undefined)));
    },
  );
});
