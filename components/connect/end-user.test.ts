import { describe, expect, it } from "vitest";
import { givenConfig, guideOverride, readEndUser } from "./end-user";

describe("the end user a session names", () => {
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
  ])("reads %j as %j", (endUser, shown) => {
    expect(readEndUser({ endUser })).toEqual(shown);
  });
});

describe("the settings of a session for an integration", () => {
  it("name the config fields it sets, for that integration only", () => {
    const session = { integrations_config_defaults: { shop: { connection_config: { subdomain: "acme" } } } };
    expect(givenConfig(session, "shop")).toEqual(["subdomain"]);
    expect(givenConfig(session, "other")).toEqual([]);
    expect(givenConfig({}, "constructor")).toEqual([]);
  });

  it("include the guide that the backend chose", () => {
    expect(guideOverride({ overrides: { shop: { docs_connect: "https://help.example" } } }, "shop")).toBe(
      "https://help.example",
    );
    expect(guideOverride({ overrides: {} }, "shop")).toBeNull();
  });
});
