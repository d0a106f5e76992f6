import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "@/server/core/errors";
import { STATUS } from "./errors";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/errors");

describe("the pages of the error codes", () => {
  it("are one for each code, and none for a code that is gone", () => {
    const pages = readdirSync(FOLDER).map((file) => path.basename(file, ".md"));
    expect(pages.sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each(ERROR_CODES)("%s: names code and usual status, and says what it means, what to do and who can", (code) => {
    const page = readFileSync(path.join(FOLDER, `${code}.md`), "utf8");
    const [title, , status, ...rest] = page.split("\n");
    expect([title, /^Status (\d{3})\b/.exec(status ?? "")?.[1]]).toEqual([`# ${code}`, String(STATUS[code])]);
    const headings = rest.filter((line) => line.startsWith("#"));
    expect(headings).toEqual(["## What it means", "## What to do", "## Who can mend it"]);
    for (const words of page.split(/^##? .*$/m).slice(2)) expect(words.trim()).not.toBe("");
  });

  it("are for codes that are all told apart", () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
    expect(Object.keys(STATUS).sort()).toEqual([...ERROR_CODES].sort());
  });
});
