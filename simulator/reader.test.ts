import { describe, expect, it } from "vitest";
import { Reader } from "./reader";

const token = (value: string) => (value === "live" ? null : "The token is not valid here.");

describe("checking a request against its entry's templates", () => {
  it("reports nothing for a correct request", () => {
    const reader = new Reader({ shop: "acme" }, { token });
    reader.text("the header authorization", "Bearer {token}", "Bearer live");
    reader.text("the header x-date", "{@now:iso}", new Date().toISOString());
    reader.json(
      "the body",
      { shop: "{shop}", list: ["{shop}"], n: 1, no: null },
      { shop: "acme", list: ["acme"], n: 1, no: null },
    );
    expect(reader.finish()).toEqual([]);
  });

  it.each<[string, (reader: Reader) => void, RegExp]>([
    ["a missing header", (reader) => reader.text("the header x", "1", null), /the header x is missing/],
    ["another value", (reader) => reader.text("the header x", "{shop}", "other"), /the header x is other, not acme/],
    ["a token that is not live", (reader) => reader.text("x", "Bearer {token}", "Bearer dead"), /not valid here/],
    ["an old time", (reader) => reader.text("x", "{@now}", "1500000000"), /not the current time/],
    ["an ID in the wrong format", (reader) => reader.text("x", "{@uuid}", "7"), /wrong format/],
    ["a value that should be absent", (reader) => reader.text("x", "{absent}", "1"), /should be absent/],
    ["an unexpected member", (reader) => reader.json("the body", { a: 1 }, { a: 1, b: 2 }), /the body.b is sent/],
    ["a number as a string", (reader) => reader.json("the body", { a: 1 }, { a: "1" }), /the body.a is 1, not 1/],
    ["a list for an object", (reader) => reader.json("the body", { a: "1" }, []), /not an object/],
    ["another parameter", (reader) => reader.noOthers("the parameter", ["a", "b"], ["a"]), /the parameter b is sent/],
    [
      "two values for one name",
      (reader) => {
        reader.text("x", "{@uuid}", "11111111-1111-4111-8111-111111111111");
        reader.text("y", "{@uuid}", "21111111-1111-4111-8111-111111111111");
      },
      /different \{@uuid\}/,
    ],
    ["a wrong digest", (reader) => reader.text("x", "sha256hex({@uuid})", "00"), /digest/],
  ])("reports %s", (_, read, problem) => {
    const reader = new Reader({ shop: "acme" }, { token });
    read(reader);
    expect(reader.finish().join("\n")).toMatch(problem);
  });
});
