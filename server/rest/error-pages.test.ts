import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ERROR_CODES, ERROR_STATUS } from "@/wire/errors";

const FOLDER = path.resolve(import.meta.dirname, "../../docs/errors");

describe("the error pages in docs/errors", () => {
  it("are one page per code, and none for a removed code", () => {
    const pages = readdirSync(FOLDER).map((file) => path.basename(file, ".md"));
    expect(pages.sort()).toEqual([...ERROR_CODES].sort());
  });

  it.each(ERROR_CODES)(
    "%s: names the code and its usual status, then what happened, what to do and who can fix it",
    (code) => {
      const page = readFileSync(path.join(FOLDER, `${code}.md`), "utf8");
      const [title, , status, ...rest] = page.split("\n");
      expect([title, /^Status (\d{3})\b/.exec(status ?? "")?.[1]]).toEqual([`# ${code}`, String(ERROR_STATUS[code])]);
      const headings = rest.filter((line) => line.startsWith("#"));
      expect(headings).toEqual(["## What happened", "## What to do", "## Who can fix it"]);
      for (const section of page.split(/^##? .*$/m).slice(2)) expect(section.trim()).not.toBe("");
    },
  );
});
