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
  it("lists popular providers first, then alphabetically, without a query", () => {
    expect(slugs({})).toEqual(["github", "stripe", "hub", "zendesk"]);
  });

  it("ranks the exact name above a popular name that contains it", () => {
    expect(slugs({ q: "hub" })).toEqual(["hub", "github"]);
  });

  it("matches categories and scheme names", () => {
    expect(slugs({ q: "payments" })).toEqual(["stripe"]);
    expect(slugs({ q: "oauth" })).toEqual(["github", "zendesk"]);
  });

  it("requires every word to match", () => {
    expect(slugs({ q: "git payments" })).toEqual([]);
  });

  it("applies both chips", () => {
    expect(slugs({ category: "dev-tools", scheme: "basic" })).toEqual(["hub"]);
  });
});

describe("the counts on the chips", () => {
  it("apply the search and the other group of chips, but not their own", () => {
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
