import { describe, expect, it } from "vitest";
import { endUserLabel } from "./end-user-label";

const person = { id: "u1", display_name: null, email: null, tags: {}, organization: null };

describe("the label of an end user", () => {
  it("is the name, with the email address as the detail", () => {
    expect(endUserLabel({ ...person, display_name: "Ada", email: "ada@example.com" })).toEqual({
      title: "Ada",
      detail: "ada@example.com",
    });
  });

  it("is the ID if nothing else is known, without a detail", () => {
    expect(endUserLabel(person)).toEqual({ title: "u1", detail: null });
  });

  it("is “No end user” without one", () => {
    expect(endUserLabel(null)).toEqual({ title: "No end user", detail: null });
  });
});
