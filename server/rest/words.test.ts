import { describe, expect, it } from "vitest";
import { z } from "zod";
import { plainWords } from "./words";

const Schema = z.strictObject({
  name: z.string(),
  limit: z.coerce.number().optional(),
  kind: z.enum(["a", "b"]).optional(),
});
const saidOf = (input: unknown) =>
  Schema.safeParse(input, { error: plainWords }).error?.issues.map(({ message }) => message);

describe("the messages for invalid input", () => {
  it.each([
    [{}, "This is required."],
    [{ name: 1 }, "This must be a string."],
    [{ name: "x", limit: "many" }, "This must be a number."],
    [{ name: "x", kind: "hunter2" }, "This must be one of: a, b."],
    [{ name: "x", nmae: "hunter2" }, 'Unknown field: "nmae".'],
    [[], "This must be an object."],
  ])("for %j are: %s", (input, words) => {
    expect(saidOf(input)).toEqual([words]);
  });
});
