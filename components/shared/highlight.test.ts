import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight, type Language } from "./highlight";

const kinds = (code: string, language: Language) =>
  highlight(code, language)
    .filter(({ kind }) => kind !== "plain")
    .map(({ kind, text }) => `${kind}:${text}`);

describe("highlighting a snippet", () => {
  it("never changes its text", () => {
    const languages = fc.constantFrom<Language>("bash", "js", "json", "text");
    const pieces = fc.array(
      fc.constantFrom(
        '"',
        "'",
        "`",
        "\\",
        "//",
        "/*",
        "*/",
        "#",
        "\n",
        " ",
        "const",
        "1.5",
        "$A",
        "--data",
        "{",
        ":",
        "x",
      ),
    );
    fc.assert(
      fc.property(pieces, languages, (parts, language) => {
        const code = parts.join("");
        expect(
          highlight(code, language)
            .map(({ text }) => text)
            .join(""),
        ).toBe(code);
      }),
    );
  });

  it("recognizes strings, comments, keywords and numbers in JavaScript", () => {
    expect(kinds('const a = 42; // "no string"', "js")).toEqual([
      "keyword:const",
      "number:42",
      'comment:// "no string"',
    ]);
    expect(kinds('fetch("https://x.example/1")', "js")).toEqual(['string:"https://x.example/1"']);
  });

  it("recognizes commands, options and variables in shell code", () => {
    expect(kinds("curl --request POST 'https://x' -H \"a: $KEY\"", "bash")).toEqual([
      "keyword:curl",
      "keyword:--request",
      "string:'https://x'",
      "keyword:-H",
      'string:"a: $KEY"',
    ]);
    expect(kinds("echo $KEY # done", "bash")).toEqual(["keyword:echo", "keyword:$KEY", "comment:# done"]);
  });

  it("distinguishes names from values in JSON", () => {
    expect(kinds('{"a": "b", "c": -1.5, "d": null}', "json")).toEqual([
      'keyword:"a"',
      'string:"b"',
      'keyword:"c"',
      "number:-1.5",
      'keyword:"d"',
      "keyword:null",
    ]);
  });
});
