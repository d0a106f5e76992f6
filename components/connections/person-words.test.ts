import { describe, expect, it } from "vitest";
import { personWords } from "./person-words";

const person = { id: "u1", display_name: null, email: null, tags: {}, organization: null };

describe("whose a connection is", () => {
  it("is said by name, with the e-mail address beside it", () => {
    expect(personWords({ ...person, display_name: "Ada", email: "ada@example.com" })).toEqual({
      title: "Ada",
      detail: "ada@example.com",
    });
  });

  it("is said by id where there is nothing else, and not twice", () => {
    expect(personWords(person)).toEqual({ title: "u1", detail: null });
  });

  it("is not known without an end user", () => {
    expect(personWords(null)).toEqual({ title: "No end user", detail: null });
  });
});
