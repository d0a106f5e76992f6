import { describe, expect, it } from "vitest";
import { countChips, searchProviders } from "./search-providers";

const entries = [
  { slug: "zendesk", name: "Zendesk", scheme: "oauth2_code", categories: ["support"], popular: null },
  { slug: "github", name: "GitHub", scheme: "oauth2_code", categories: ["dev-tools"], popular: 1 },
  { slug: "stripe", name: "Stripe", scheme: "api_key", categories: ["payments"], popular: 2 },
  { slug: "hub", name: "Hub", scheme: "basic", categories: ["dev-tools"], popular: null },
];
const everything = { q: "", category: "", scheme: "" };
const slugs = (filters: Partial<typeof everything>) =>
  searchProviders(entries, { ...everything, ...filters }).map(({ slug }) => slug);

describe("searching the catalog", () => {
  it("shows popular providers first, then the alphabet, when nothing is asked", () => {
    expect(slugs({})).toEqual(["github", "stripe", "hub", "zendesk"]);
  });

  it("puts the exact name before a name that only contains it, popular or not", () => {
    expect(slugs({ q: "hub" })).toEqual(["hub", "github"]);
  });

  it("finds by category and by the name of the scheme", () => {
    expect(slugs({ q: "payments" })).toEqual(["stripe"]);
    expect(slugs({ q: "oauth" })).toEqual(["github", "zendesk"]);
  });

  it("needs every word to fit", () => {
    expect(slugs({ q: "git payments" })).toEqual([]);
  });

  it("keeps only what both chips allow", () => {
    expect(slugs({ category: "dev-tools", scheme: "basic" })).toEqual(["hub"]);
  });
});

describe("the counts on the chips", () => {
  it("follow the search and the other group of chips, not their own", () => {
    expect(countChips(entries, { ...everything, scheme: "basic" })).toEqual({
      schemes: [
        { value: "oauth2_code", count: 2 },
        { value: "api_key", count: 1 },
        { value: "basic", count: 1 },
      ],
      categories: [{ value: "dev-tools", count: 1 }],
    });
  });
});
