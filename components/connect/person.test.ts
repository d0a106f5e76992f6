import { describe, expect, it } from "vitest";
import { givenConfig, guideOverride, readPerson } from "./person";

describe("the person of a session", () => {
  it.each([
    [
      { id: "1", displayName: "Ada Lovelace", email: "ada@example.com" },
      { name: "Ada Lovelace", email: "ada@example.com" },
    ],
    [
      { id: "1", display_name: "Ada", email: null },
      { name: "Ada", email: null },
    ],
    [
      { id: "1", displayName: "ada@example.com", email: "ada@example.com" },
      { name: "ada@example.com", email: null },
    ],
    [
      { id: "1", email: "ada@example.com" },
      { name: "ada@example.com", email: null },
    ],
    [{ id: "user_42" }, { name: "user_42", email: null }],
    [null, null],
    [{}, null],
  ])("%j is %j", (endUser, person) => {
    expect(readPerson({ endUser })).toEqual(person);
  });
});

describe("what the session fixes for an integration", () => {
  it("is named by its config, and only for that integration", () => {
    const session = { integrations_config_defaults: { shop: { connection_config: { subdomain: "acme" } } } };
    expect(givenConfig(session, "shop")).toEqual(["subdomain"]);
    expect(givenConfig(session, "other")).toEqual([]);
    expect(givenConfig({}, "constructor")).toEqual([]);
  });

  it("holds the guide its creator chose", () => {
    expect(guideOverride({ overrides: { shop: { docs_connect: "https://help.example" } } }, "shop")).toBe(
      "https://help.example",
    );
    expect(guideOverride({ overrides: {} }, "shop")).toBeNull();
  });
});
