import { describe, expect, it } from "vitest";
import { searchByName } from "./search";

const entries = [
  { display_name: "Zendesk", provider: "zendesk" },
  { display_name: "Google Mail", provider: "google-mail" },
  { display_name: "Électricité", provider: "elec" },
  { display_name: "Support desk", provider: "freshdesk" },
];
const found = (query: string) => searchByName(entries, query).map((entry) => entry.display_name);

describe("searching the list of accounts", () => {
  it("returns all entries by name for an empty query", () => {
    expect(found(" ")).toEqual(["Électricité", "Google Mail", "Support desk", "Zendesk"]);
  });

  it("ignores accents and case, and also matches the provider's slug", () => {
    expect(found("ELEC")).toEqual(["Électricité"]);
    expect(found("fresh")).toEqual(["Support desk"]);
  });

  it("requires every word and lists names that begin with the query first", () => {
    expect(found("mail google")).toEqual(["Google Mail"]);
    expect(found("z")).toEqual(["Zendesk"]);
    expect(found("d")).toEqual(["Support desk", "Zendesk"]);
  });
});
