import { describe, expect, it } from "vitest";
import { searchByName } from "./search";

const entries = [
  { display_name: "Zendesk", provider: "zendesk" },
  { display_name: "Google Mail", provider: "google-mail" },
  { display_name: "Électricité", provider: "elec" },
  { display_name: "Support desk", provider: "freshdesk" },
];
const found = (query: string) => searchByName(entries, query).map((entry) => entry.display_name);

describe("the search of the list", () => {
  it("shows all by name when nothing is typed", () => {
    expect(found(" ")).toEqual(["Électricité", "Google Mail", "Support desk", "Zendesk"]);
  });

  it("finds without regard to accents and case, and by the provider's slug", () => {
    expect(found("ELEC")).toEqual(["Électricité"]);
    expect(found("fresh")).toEqual(["Support desk"]);
  });

  it("wants every word and puts names that begin with them first", () => {
    expect(found("mail google")).toEqual(["Google Mail"]);
    expect(found("z")).toEqual(["Zendesk"]);
    expect(found("d")).toEqual(["Support desk", "Zendesk"]);
  });
});
